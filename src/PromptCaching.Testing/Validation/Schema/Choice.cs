using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>One of a few words.</summary>
internal sealed class Choice(params string[] words) : Shape
{
    private readonly NameTable<bool> _words = new(words.Select(static word => KeyValuePair.Create(word, true)));

    public override Flaw? Check(JsonElement value, SchemaVisit visit) =>
        value.ValueKind == JsonValueKind.String && _words.TryFind(value, out _) ? null : new Flaw($"Input should be {Listed()}");

    private string Listed() => words.Length == 1
        ? $"'{words[0]}'"
        : $"{string.Join(", ", words[..^1].Select(static word => $"'{word}'"))} or '{words[^1]}'";
}
