using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>What one scan tells about a body.</summary>
internal readonly record struct OutlinedBody(PromptPath Path, ConversationShape Shape, CallerMarkers Callers)
{
    /// <param name="body">The bytes of the request.</param>
    /// <param name="isolation">Tells conversations with the same texts apart.</param>
    public static OutlinedBody Of(byte[] body, int isolation)
    {
        var outline = RequestOutline.Of(body)!;
        var path = PromptPath.Of(outline, (ulong)isolation);
        return new OutlinedBody(path, ConversationShape.Of(outline, body), CallerMarkers.Of(outline, path.Steps));
    }
}
