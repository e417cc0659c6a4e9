using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.Retrying.Streams;

/// <summary>Reads the beginning of a stream, up to its first content, for an error in it or its end: until then nothing belongs to the caller.</summary>
internal sealed class StreamOpening
{
    private const int MostBytes = 64 * 1024;
    private readonly EventStreamScan _events;

    private StreamOpening() => _events = new EventStreamScan(OnEvent, MostBytes);

    private bool IsDecided { get; set; }

    private byte[]? Error { get; set; }

    /// <returns>What went wrong; <see langword="null"/> where content has come, or too much to go on waiting for it.</returns>
    public static async ValueTask<AttemptOutcome?> ReadAsync(ResponseTap tap, CancellationToken cancellationToken)
    {
        var opening = new StreamOpening();
        var isBroken = await tap.ReadAheadAsync(MostBytes, opening.Look, cancellationToken).ConfigureAwait(false);
        return opening.Error is { } error ? StreamFailure.OutcomeOf(error)
            : isBroken && !opening.IsDecided ? new AttemptOutcome { End = AttemptEnd.Cut }
            : null;
    }

    private bool Look(ReadOnlyMemory<byte> bytes)
    {
        _events.Feed(bytes.Span);
        return IsDecided;
    }

    private void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (IsDecided)
        {
            return;
        }

        var type = name.IsEmpty ? TypeOf(data) : Encoding.UTF8.GetString(name);
        Error = type == "error" ? data.ToArray() : null;

        // An answer without any content comes to its end all the same.
        IsDecided = type is "error" or "content_block_delta" or "message_delta" or "message_stop" || (type == "content_block_start" && IsContent(data));
    }

    /// <summary>Text and the inputs of tools begin with a delta. Other blocks have none, and thinking that is not shown has one only when it is over.</summary>
    private static bool IsContent(ReadOnlySpan<byte> start) =>
        Parse(start)?.Object("content_block")?.Text("type") is not (null or "text" or "tool_use" or "server_tool_use" or "mcp_tool_use");

    private static string? TypeOf(ReadOnlySpan<byte> data) => Parse(data)?.Text("type");

    private static JsonElement? Parse(ReadOnlySpan<byte> data)
    {
        try
        {
            return JsonSettings.Parse(data);
        }
        catch (JsonException)
        {
            // Not the API's: whoever reads the stream will say so.
            return null;
        }
    }
}
