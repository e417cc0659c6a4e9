using System.Buffers;
using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>Reads a foreign body into memory, once, so that every attempt can send it; within a limit.</summary>
internal static class RequestBuffer
{
    /// <summary>Twice what the API takes (32 MB), so that the verdict on a body that is somewhat too long stays the API's.</summary>
    private const int LongestBody = 64 * 1024 * 1024;

    private const int ReadAtOnce = 16 * 1024;

    public static async Task<BytesContent> ReadAsync(HttpContent original, CancellationToken cancellationToken)
    {
        if (original.Headers.ContentLength > LongestBody)
        {
            throw TooLong();
        }

        var bytes = new ArrayBufferWriter<byte>((int)(original.Headers.ContentLength ?? ReadAtOnce) + 1);
        var source = await original.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        for (int count; (count = await source.ReadAsync(bytes.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0;)
        {
            bytes.Advance(count);
            if (bytes.WrittenCount > LongestBody)
            {
                throw TooLong();
            }
        }

        return new BytesContent(bytes.WrittenMemory, original.Headers);
    }

    private static ClaudeRefusedException TooLong() =>
        new(RefusalReason.Validation, "The request body is longer than 64 MB; the API takes at most 32 MB.");
}
