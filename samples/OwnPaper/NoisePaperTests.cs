using Claims.Assertions;
using Claims.Verdicts;

namespace OwnPaper;

public sealed class NoisePaperTests
{
    [ClaimTheory, Subjects(typeof(NoisePaper), "subjects/tiny.json")]
    public void After_the_first_layer_clips_differ_more_in_patch_tokens(VerifiedSubject subject) =>
        subject.Try(NoisePaper.PatchesFirst, Form.Controlled).Should().Hold();

    [ClaimTheory, Subjects(typeof(NoisePaper), "subjects/tiny.json", "subjects/absent.json")]
    public void The_difference_grows_tenfold(VerifiedSubject subject) =>
        subject.Try(NoisePaper.Tenfold, Form.Reproduce).Should()
            .BeAsExpected().And.Be(Verdict.Refuted, because: "this model was never trained");
}
