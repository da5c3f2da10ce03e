using System.Reflection;
using System.Text;

namespace VerifyTests;

/// <summary>Accepts a change of any test's verified file without a look at it.</summary>
public delegate bool GlobalAutoVerify(string typeName, string methodName, string verifiedFile);

/// <summary>The options of all calls to Verify; to be set before the first, in a module initializer.</summary>
public static partial class VerifierSettings
{
    private static readonly Dictionary<string, StringCompare> ExtensionComparers = [];
    private static readonly Lock Gate = new();
    private static StringCompare? s_defaultComparer;
    private static Assembly? s_assembly;
    private static string? s_firstRun;

    /// <summary>The folder of the test project, with a separator at its end.</summary>
    internal static string ProjectDir { get; private set; } = "";

    internal static Encoding Encoding { get; private set; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    internal static GlobalAutoVerify? GlobalAutoVerify { get; private set; }

    internal static bool ThrowAfterAutoVerify { get; private set; }

    internal static bool ContentOmitted { get; private set; }

    internal static bool UniquePrefixDisabled { get; private set; }

    internal static bool DateCountingEnabled { get; private set; } = true;

    public static void DisableDateCounting() => Change(() => DateCountingEnabled = false);

    public static void DisableRequireUniquePrefix() => Change(() => UniquePrefixDisabled = true);

    public static void OmitContentFromException() => ContentOmitted = true;

    public static void UseUtf8NoBom() => UseEncoding(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));

    public static void UseEncoding(Encoding encoding) => Change(() => Encoding = encoding);

    public static void RegisterStringComparer(string extension, StringCompare compare)
    {
        Names.RequireExtension(extension);
        Change(() => ExtensionComparers[extension] = compare);
    }

    public static void SetDefaultStringComparer(StringCompare compare) => Change(() => s_defaultComparer = compare);

    public static void AutoVerify(bool includeBuildServer = true, bool throwException = false) => AutoVerify((_, _, _) => true, includeBuildServer, throwException);

    public static void AutoVerify(GlobalAutoVerify autoVerify, bool includeBuildServer = true, bool throwException = false) => Change(() =>
    {
        if (includeBuildServer || !BuildServer.Detected)
        {
            GlobalAutoVerify = autoVerify;
            ThrowAfterAutoVerify = throwException;
        }
    });

    public static void AssignTargetAssembly(Assembly assembly)
    {
        lock (Gate)
        {
            if (s_assembly is not null)
            {
                return;
            }

            var metadata = assembly.GetCustomAttributes<AssemblyMetadataAttribute>().ToLookup(a => a.Key, a => a.Value);
            ProjectDir = metadata["Verify.ProjectDirectory"].FirstOrDefault() ??
                throw new InvalidOperationException($"{assembly.GetName().Name} lacks the metadata 'Verify.ProjectDirectory'; the build must import compat/Verify.Xunit/Verify.Xunit.targets.");
            Directories.Assign(ProjectDir, metadata["Verify.SolutionDirectory"].FirstOrDefault());
            s_assembly = assembly;
        }
    }

    internal static StringCompare? FindStringComparer(string extension) => ExtensionComparers.GetValueOrDefault(extension) ?? s_defaultComparer;

    internal static void NoteFirstRun(string test) => s_firstRun ??= test;

    internal static void ThrowIfVerifyHasBeenRun()
    {
        if (s_firstRun is not null)
        {
            throw new InvalidOperationException($"VerifierSettings must be set before any Verify has run, usually in a [ModuleInitializer]. Verify run by: {s_firstRun}");
        }
    }

    private static void Change(Action change)
    {
        ThrowIfVerifyHasBeenRun();
        change();
    }
}
