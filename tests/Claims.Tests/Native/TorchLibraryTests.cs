using System.Diagnostics;
using Claims.Common.Native;
using static TorchSharp.torch;

namespace Claims.Tests.Native;

/// <summary>The real library in this process.</summary>
public sealed class TorchLibraryTests
{
    [Fact]
    public void Is_TorchSharp_0_107_on_the_packages_libtorch()
    {
        using var one = ones(1);
        one.item<float>().Should().Be(1);
        __version__.Should().StartWith(TorchLibrary.LibtorchVersion);
        var loaded = Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Select(module => module.FileName).ToArray();
        loaded.Where(path => Path.GetFileNameWithoutExtension(path) is "libtorch_cpu" or "torch_cpu")
            .Should().Equal(Directory.EnumerateFiles(TorchLibrary.Folder!, "*torch_cpu.*"));
        loaded.Count(path => path.Contains("LibTorchSharp", StringComparison.Ordinal)).Should().Be(1, "one copy of the native part");
        Directory.Exists(Path.Combine(AppContext.BaseDirectory, "cpu")).Should()
            .BeFalse("TorchSharp never had to gather the library by itself");
    }

    // 1 row of 768 by 400 rows: of MKL's products one that gives other last digits for other places, unless it is told not to.
    [Theory]
    [InlineData(1, 768, 400)]
    [InlineData(65, 48, 144)]
    [InlineData(300, 77, 33)]
    public void A_product_does_not_depend_on_where_its_factors_lie(int rows, int inner, int columns)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var (x, weight) = (randn([rows, inner], generator: generator), randn([columns, inner], generator: generator));
        var (xs, weights) = (zeros(rows * inner + 16), zeros(columns * inner + 16));
        var expected = nn.functional.linear(x, weight);
        for (var at = 0; at <= 16; at++)
        {
            var (moved, movedWeight) =
                (xs.narrow(0, at, rows * inner).view(rows, inner), weights.narrow(0, 16 - at, columns * inner).view(columns, inner));
            moved.copy_(x);
            movedWeight.copy_(weight);
            nn.functional.linear(moved, movedWeight).Equals(expected).Should().BeTrue($"{at} floats further");
        }
    }
}
