using System.Text;
using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Tokens;

/// <summary>Four characters are a token, rounded up for each text; nothing else costs anything.</summary>
internal sealed class FourCharacterMeasure : ITextMeasure
{
    public const int CharactersPerToken = 4;

    private readonly CanonicalJson _scratch = new();

    public Overheads Overheads => Overheads.None;

    public long Text(JsonElement text) => Tokens(RawText.Characters(text));

    public long Text(ReadOnlySpan<byte> utf8) => Tokens(Encoding.UTF8.GetCharCount(utf8));

    public long Json(JsonElement json, bool verbatim)
    {
        _scratch.Clear();
        _scratch.Write(json, verbatim);
        return Text(_scratch.Written);
    }

    public long? TypedTool(string type) => null;

    private static long Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken * 1000L;
}
