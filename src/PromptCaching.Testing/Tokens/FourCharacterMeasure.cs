using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Tokens;

/// <summary>Four characters are a token, rounded up for each text; nothing else costs anything.</summary>
internal sealed class FourCharacterMeasure : ITextMeasure
{
    public const int CharactersPerToken = 4;

    public Overheads Overheads => Overheads.None;

    public long Text(JsonElement text) => Tokens(RawText.Characters(text));

    public long Text(ReadOnlySpan<byte> utf8) => Tokens(Encoding.UTF8.GetCharCount(utf8));

    public long Json(ReadOnlySpan<byte> canonical) => Text(canonical);

    public long? TypedTool(string type) => null;

    private static long Tokens(int characters) => (characters + CharactersPerToken - 1) / CharactersPerToken * 1000L;
}
