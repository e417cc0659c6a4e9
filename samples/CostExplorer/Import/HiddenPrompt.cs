using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>Stands in for the system prompt and the tools of a client that does not write them into its transcripts: text of the same size.</summary>
internal sealed record HiddenPrompt(string? Text)
{
    private const string Beginning = "This text stands in for the prompt and the tools of the client, which its transcript does not hold. ";
    private static readonly string[] Counters = ["input_tokens", "cache_creation_input_tokens", "cache_read_input_tokens"];
    private const int CharactersPerToken = 4;

    /// <param name="usage">What the API counted for the first request.</param>
    /// <param name="visibleTokens">The part of it that the transcript holds.</param>
    public static HiddenPrompt Of(JsonElement? usage, int visibleTokens)
    {
        var counted = usage is { } known ? Counters.Sum(name => Count(known, name)) : 0;
        var length = (counted - visibleTokens) * CharactersPerToken;
        return new HiddenPrompt(length <= 0 ? null : Fill((int)Math.Min(length, 4_000_000)));
    }

    private static string Fill(int length) =>
        string.Concat(Enumerable.Repeat(Beginning, 1 + (length / Beginning.Length)))[..Math.Max(length, Beginning.Length)];

    private static long Count(JsonElement usage, string name) =>
        usage.Get(name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var count) ? count : 0;
}
