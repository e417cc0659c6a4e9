using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>Reads a foreign body into memory, once, so that every attempt can send it; within a limit.</summary>
internal static class RequestBuffer
{
    /// <summary>Twice what the API takes (32 MB), so that the verdict on a body that is somewhat too long stays the API's.</summary>
    private const int LongestBody = 64 * 1024 * 1024;

    /// <summary>Reads a body as sending it would, so that content which can be sent twice without us can be sent twice with us.</summary>
    public static async Task<BytesContent> ReadAsync(HttpContent original, CancellationToken cancellationToken)
    {
        if (original.Headers.ContentLength > LongestBody)
        {
            throw TooLong();
        }

        using var buffer = new LimitedBuffer((int)(original.Headers.ContentLength ?? 0));
        await original.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        return new BytesContent(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), original.Headers);
    }

    private static ClaudeRefusedException TooLong() =>
        new(RefusalReason.Validation, "The request body is longer than 64 MB; the API takes at most 32 MB.");

    /// <summary>A buffer that stops a body whose length nobody announced.</summary>
    private sealed class LimitedBuffer(int capacity) : MemoryStream(capacity)
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length + count > LongestBody)
            {
                throw TooLong();
            }

            base.Write(buffer, offset, count);
        }
    }
}
