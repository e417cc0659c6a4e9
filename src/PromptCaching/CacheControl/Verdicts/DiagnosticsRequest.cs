using System.Text;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>The bytes that ask the API itself why it missed.</summary>
internal static class DiagnosticsRequest
{
    private const int LongestId = 256;

    /// <summary>Adds the question to what is spliced in, in front of the brace that closes the body.</summary>
    /// <remarks>It stands in every request, the first one included: a request without it leaves the API nothing to compare the next one with.</remarks>
    public static IReadOnlyList<Splice> AddTo(IReadOnlyList<Splice> splices, ReadOnlySpan<byte> body, string? previousMessageId) =>
    [
        .. splices,
        new Splice(
            body.LastIndexOf((byte)'}'), Encoding.UTF8.GetBytes($",\"diagnostics\":{{\"previous_message_id\":{Quoted(previousMessageId)}}}")),
    ];

    /// <summary>An id that is not one, from a proxy perhaps, is not worth a 400.</summary>
    private static string Quoted(string? id) =>
        id is { Length: > 0 and <= LongestId } && id.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-') ? $"\"{id}\"" : "null";
}
