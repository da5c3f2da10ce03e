using Claims.Subjects;
using Claims.Tests.Planted;
using Claims.Verdicts;
using Claims.Verifications;

namespace Claims.Tests.Mutation;

/// <summary>A model that is not what it was: no claim that held on it holds on all of its mutants.</summary>
[Collection("planted")]
[Trait("Category", "slow")]
public sealed class ModelMutantTests
{
    private static readonly (string Name, Func<PlantedSubject, Subject> Of)[] Mutants =
    [
        ("untrained", planted => planted.Subject with
        {
            Load = (device, dtype) =>
            {
                using var model = PlantedModel.Build(planted.Circuit, device, dtype);
                return model.Untrained(1234);
            },
        }),
        ("attention gone", planted => planted.With(planted.Circuit with { Attention = [] })),
        ("layers in reverse", planted => planted.With(planted.Circuit with
        {
            Attention = [.. planted.Circuit.Attention.Select(head => head with { Layer = 11 - head.Layer })],
            Mlps = [.. planted.Circuit.Mlps.Select(neuron => neuron with { Layer = 11 - neuron.Layer })],
        })),
    ];

    // An identity of every ViViT, whatever its weights.
    private static readonly string[] TrueOfAnyModel = ["DLA-IDENTITY Controlled"];

    // On one subject a claim suffices: it holds there, and must not on a mutant.
    [Fact]
    public void No_claim_survives_every_mutant_of_its_model()
    {
        var held =
            Surviving.Forms.Select(one => (one.Claim, one.Form, Planted: Surviving.Speaking(one.Claim, one.Form, holding: true).First()))
            .ToArray();
        var turned = new HashSet<string>();
        foreach (var ofSubject in held.GroupBy(one => one.Planted))
        {
            foreach (var (_, of) in Mutants)
            {
                var verdicts = Verification.Run(of(ofSubject.Key),
                    [.. ofSubject.Select(one => one.Claim).Distinct().Select(ofSubject.Key.Of)]).Verdicts;
                turned.UnionWith(
                    ofSubject.Where(one =>
                        verdicts.Single(verdict =>
                            verdict.Claim.Id == one.Claim.Id && verdict.Form.Form == one.Form.Form).Verdict != Verdict.Holds)
                    .Select(one => $"{one.Claim.Id} {one.Form.Form}"));
            }
        }
        held.Select(one => $"{one.Claim.Id} {one.Form.Form}").Except(turned).Should().Equal(TrueOfAnyModel);
    }
}
