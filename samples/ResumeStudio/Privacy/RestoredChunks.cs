namespace ResumeStudio.Privacy;

/// <summary>Puts personal data back into a text that comes in pieces: a piece may end in the middle of a placeholder.</summary>
internal sealed class RestoredChunks(Func<string, string> restore)
{
    private const int LongestPlaceholder = 48;
    private string _held = "";

    /// <summary>Takes the next piece.</summary>
    /// <returns>What can be given out by now; maybe nothing.</returns>
    public string Add(string piece)
    {
        var text = _held + piece;
        var open = text.LastIndexOf('[');
        var end = open >= 0 && !text.AsSpan(open).Contains(']') && text.Length - open <= LongestPlaceholder ? open : text.Length;
        _held = text[end..];
        return restore(text[..end]);
    }

    /// <summary>Gives out what was held back, as nothing follows.</summary>
    public string End() => restore(_held);
}
