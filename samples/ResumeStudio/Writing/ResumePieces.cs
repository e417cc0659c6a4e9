namespace ResumeStudio.Writing;

/// <summary>Gives out the résumé of an answer while it is written, and nothing of what stands behind it.</summary>
internal sealed class ResumePieces
{
    private string _held = "";
    private bool _hasBegun;
    private bool _hasEnded;

    /// <summary>Takes the next piece of the answer.</summary>
    /// <returns>What certainly belongs to the résumé by now; all of it together is the résumé, trimmed.</returns>
    public string Add(string piece)
    {
        if (_hasEnded)
        {
            return "";
        }

        var text = (_held + piece).ReplaceLineEndings("\n");
        text = _hasBegun ? text : text.TrimStart();
        var end = text.IndexOf("\n===", StringComparison.Ordinal);
        (_hasEnded, _hasBegun) = (end >= 0, _hasBegun || text.Length > 0);
        var given = end >= 0 ? text[..end].TrimEnd() : text.TrimEnd('=', ' ', '\t', '\r', '\n');
        _held = _hasEnded ? "" : text[given.Length..];
        return given;
    }
}
