using System.Buffers;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>Makes of a request the one that reads its prefix and asks for no answer (<c>max_tokens</c> 0): the bytes up to a block, marked there.</summary>
internal static class ZeroTokenBody
{
    private const int MostMarkers = 4;

    /// <summary>What ends no entry when it changes, and would be refused or of no use here.</summary>
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        "max_tokens", "stream", "cache_control", "diagnostics", "stop_sequences", "temperature", "top_p", "top_k", "metadata", "fallbacks",
        "fallback_credit_token",
    };

    /// <param name="body">The body of the request.</param>
    /// <param name="request">Its outline.</param>
    /// <param name="last">The block at which the prefix ends: a tool, a system block, a block of the first message, or the last block of all.</param>
    /// <param name="isOneHour">Whether the entry was written for an hour.</param>
    /// <returns><see langword="null"/> when the API would refuse the request, or render another prefix.</returns>
    public static byte[]? Of(ReadOnlyMemory<byte> body, RequestOutline request, BlockOutline last, bool isOneHour)
    {
        var kept = request.Blocks.TakeWhile(block => block != last).Append(last).SelectMany(static block => block.Markers).ToList();
        if (request.HasServerState || !KeepsPresence(request, last) || (!last.IsMarked && kept.Count >= MostMarkers))
        {
            return null;
        }

        // One hour after five minutes is a 400; an entry of an hour is found by a marker of five minutes too.
        var marker = last.IsMarked ? default : isOneHour && kept.All(static other => other.IsOneHour) ? Markers.OneHour : Markers.FiveMinutes;
        var prefix = new PrefixBytes(body, request, last, marker);
        var written = new ArrayBufferWriter<byte>(body.Length);
        written.Write("{\"max_tokens\":0"u8);
        using var document = JsonDocument.Parse(body, JsonSettings.Document);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (Refuses(member, last.Level))
            {
                return null;
            }

            if (!IsLeftOut(member, last.Level))
            {
                written.Write(",\""u8);
                written.Write(JsonEncodedText.Encode(member.Name).EncodedUtf8Bytes);
                written.Write("\":"u8);
                prefix.Write(written, member);
            }
        }

        written.Write("}"u8);
        return written.WrittenSpan.ToArray();
    }

    /// <summary>The API refuses <c>max_tokens</c> 0 with these, and they change the prompt: there is no such request for this prefix.</summary>
    private static bool Refuses(JsonProperty member, PromptLevel level) => member.Name switch
    {
        "thinking" => Type(member) == "enabled",
        "output_config" => member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("format", out _),
        "output_format" or "compaction" => true,
        "tool_choice" => level == PromptLevel.Messages && Type(member) is "any" or "tool",
        _ => false,
    };

    /// <summary>Which tool must be called counts from the messages on only.</summary>
    private static bool IsLeftOut(JsonProperty member, PromptLevel level) =>
        LeftOut.Contains(member.Name)
        || (member.Name == "system" && level == PromptLevel.Tools)
        || (member.Name == "tool_choice" && level < PromptLevel.Messages && Type(member) is "any" or "tool");

    private static string? Type(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Object && member.Value.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    /// <summary>A picture anywhere ends the entries of the messages that were written without one, and citations those from the system prompt on.</summary>
    private static bool KeepsPresence(RequestOutline request, BlockOutline last)
    {
        var end = request.Blocks.ToList().IndexOf(last);
        return Keeps(static block => block.HasImage, PromptLevel.Messages) && Keeps(static block => block.HasCitations, PromptLevel.System);

        bool Keeps(Func<BlockOutline, bool> has, PromptLevel from) =>
            last.Level < from || request.Blocks.Take(end + 1).Any(has) || !request.Blocks.Skip(end + 1).Any(has);
    }
}
