namespace VerifyTests;

internal sealed partial class InnerVerifier
{
    public Task<VerifyResult> Throws(Action target) => Throws(() =>
    {
        target();
        return null;
    });

    public Task<VerifyResult> Throws(Func<object?> target)
    {
        ScrubOwnFrames();
        try
        {
            target();
        }
        catch (Exception e)
        {
            return Verify(e);
        }

        throw DidNotThrow();
    }

    public async Task<VerifyResult> ThrowsTask(Func<Task> target)
    {
        ScrubOwnFrames();
        try
        {
            await target();
        }
        catch (Exception e)
        {
            return await Verify(e);
        }

        throw DidNotThrow();
    }

    public async Task<VerifyResult> ThrowsValueTask(Func<ValueTask> target)
    {
        ScrubOwnFrames();
        try
        {
            await target();
        }
        catch (Exception e)
        {
            return await Verify(e);
        }

        throw DidNotThrow();
    }

    public async Task<VerifyResult> ThrowsValueTask<T>(Func<ValueTask<T>> target)
    {
        ScrubOwnFrames();
        try
        {
            await target();
        }
        catch (Exception e)
        {
            return await Verify(e);
        }

        throw DidNotThrow();
    }

    private static InvalidOperationException DidNotThrow() => new("Did not throw.");

    private void ScrubOwnFrames() => _settings.ScrubLinesContaining("VerifyTests.InnerVerifier");
}
