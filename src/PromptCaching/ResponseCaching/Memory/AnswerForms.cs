using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Replay;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Memory;

/// <summary>One stored answer serves both forms: it is told as a stream or as a message, whichever way it came.</summary>
internal static class AnswerForms
{
    public const byte Message = 0;
    public const byte Stream = 1;

    /// <summary>The kind of an entry that holds this form.</summary>
    public static byte Of(bool isStream) => isStream ? Stream : Message;

    /// <summary>Tells an answer in a form and keeps it nowhere: it may be the answer to another question than the one it is told to.</summary>
    /// <returns><see langword="null"/> when it cannot be told so.</returns>
    public static HeldAnswer? InFormOf(HeldAnswer held, bool asStream, int pieceLength) =>
        held.Entry.Kind == Of(asStream) ? held : Tell(held.Entry, asStream, pieceLength);

    /// <summary>Tells an entry in a form.</summary>
    /// <returns><see langword="null"/> when the stored bytes do not hold a whole answer: a miss.</returns>
    public static HeldAnswer? Tell(CacheEntry entry, bool asStream, int pieceLength)
    {
        var isStream = entry.Kind == Stream;
        if (isStream == asStream)
        {
            return new HeldAnswer(entry, AnswerScan.Read(entry.Body.Span, isStream));
        }

        var outline = AnswerScan.Read(entry.Body.Span, isStream);
        return Convert(entry, asStream, pieceLength) is { } body
            ? new HeldAnswer(entry with { Body = body, Kind = asStream ? Stream : Message }, outline)
            : null;
    }

    private static byte[]? Convert(CacheEntry entry, bool asStream, int pieceLength)
    {
        try
        {
            return asStream ? StreamReplay.FromMessage(entry.Body, pieceLength) : MessageAssembly.Assemble(entry.Body.Span);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // A proxy's own lines in a stream: fit to be repeated as they came, not to be told in the other form.
            return null;
        }
    }
}
