using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.Chaos.MalformedRequests;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Who reads the bodies of callers.</summary>
internal static class RequestReaders
{
    public static IEnumerable<ForeignReader> All()
    {
        IReadOnlyList<byte[]> sound = [.. SoundBodies.All.Select(Encoding.UTF8.GetBytes)];
        yield return new ForeignReader("request-outline", sound, static bytes => RequestOutline.Of(bytes));
        yield return new ForeignReader("request-key", sound, WriteKey);
        yield return new ForeignReader("request-lint", sound, static bytes => Bearing<ArgumentException>(() => PrefixLint.FindVolatileText(bytes)));
        yield return new ForeignReader("request-typed", sound, static bytes => Bearing<JsonException>(() => MessageRequest.Parse(bytes)));
    }

    /// <summary>Bears the exception that is documented to mean that these bytes are none of the kind.</summary>
    public static void Bearing<TException>(Action read)
        where TException : Exception
    {
        try
        {
            read();
        }
        catch (TException)
        {
        }
    }

    private static void WriteKey(byte[] bytes)
    {
        var output = new CanonicalBuffer(bytes.Length);
        try
        {
            CanonicalBody.TryWrite(bytes, normalizesWhitespace: true, ref output, out _);
        }
        finally
        {
            output.Dispose();
        }
    }
}
