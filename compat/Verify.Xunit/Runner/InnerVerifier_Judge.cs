namespace VerifyTests;

internal sealed partial class InnerVerifier
{
    private async Task<VerifyResult> Judge(object? root, IReadOnlyList<Target> targets)
    {
        var outcomes = new List<Outcome>();
        foreach (var group in targets.GroupBy(t => (t.Name, t.Extension)).Select(g => g.ToList()))
        {
            for (var i = 0; i < group.Count; i++)
            {
                outcomes.Add(await Compare(group[i], _files.For(group[i], group.Count == 1 ? null : i)));
            }
        }

        var delete = _files.Accepted.Except(outcomes.Select(o => o.File.VerifiedPath), StringComparer.InvariantCultureIgnoreCase).ToList();
        var accepted = AcceptWhatMayBe(outcomes, delete);
        if (!accepted || (_settings.ThrowAfterAutoVerify && (delete.Count > 0 || outcomes.Any(o => o.Verdict != Verdict.Equal))))
        {
            throw new VerifyException(FailureMessage.Build(_files.Directory, outcomes, delete));
        }

        return new([.. outcomes.Select(o => o.File)], root);
    }

    private async Task<Outcome> Compare(Target target, FilePair file)
    {
        try
        {
            return await TextComparer.Compare(file, target.Text.ToString(), _settings);
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Failed to compare files:\nReceivedPath: {file.ReceivedPath}\nVerifiedPath: {file.VerifiedPath}", e);
        }
    }

    private bool IsAutoVerified(string file) => _settings.IsAutoVerified(file, _type, _method);

    /// <summary>Accepts every change that AutoVerify lets pass; true when nothing is left to judge by hand.</summary>
    private bool AcceptWhatMayBe(List<Outcome> outcomes, List<string> delete)
    {
        var all = true;
        foreach (var file in delete)
        {
            if (IsAutoVerified(file))
            {
                File.Delete(file);
            }
            else
            {
                all = false;
            }
        }

        foreach (var file in outcomes.Where(o => o.Verdict != Verdict.Equal).Select(o => o.File))
        {
            if (IsAutoVerified(file.VerifiedPath))
            {
                File.Move(file.ReceivedPath, file.VerifiedPath, overwrite: true);
            }
            else
            {
                all = false;
            }
        }

        return all;
    }
}
