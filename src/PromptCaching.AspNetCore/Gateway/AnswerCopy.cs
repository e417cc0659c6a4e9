using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>Gives an answer of the chain to the caller, byte for byte and as it comes.</summary>
internal static class AnswerCopy
{
    private const string EventStream = "text/event-stream";
    private const int FirstLength = 4096;

    public static void Begin(HttpResponseMessage answer, HttpResponse response, bool isGatewayKey)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
        {
            if (GatewayHeaders.GoesDown(name, isGatewayKey))
            {
                response.Headers[name] = values.ToArray();
            }
        }
    }

    /// <summary>Reads no further than the caller takes: a flush waits for a slow reader, and nothing is read meanwhile.</summary>
    public static async Task CopyAsync(HttpResponseMessage answer, HttpResponse response, IDisposable permit, CancellationToken cancellationToken)
    {
        response.ContentLength = answer.Content.Headers.ContentLength;
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var source = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            // From here on a failure can only break the answer off, even while nothing has been sent.
            await response.StartAsync(cancellationToken).ConfigureAwait(false);
            if (answer.Content.Headers.ContentType?.MediaType == EventStream)
            {
                await CopyFirstAsync(source, response.BodyWriter, cancellationToken).ConfigureAwait(false);
            }

            await CopyAsync(source, response, permit, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Where the first event is long in coming, the caller is told now that its call was accepted; else both go in one piece.</summary>
    private static async Task CopyFirstAsync(Stream source, PipeWriter target, CancellationToken cancellationToken)
    {
        var first = ArrayPool<byte>.Shared.Rent(FirstLength);
        var reading = source.ReadAsync(first, cancellationToken);
        var flushing = reading.IsCompleted ? default : target.FlushAsync(cancellationToken);
        var read = await reading.ConfigureAwait(false);
        await flushing.ConfigureAwait(false);
        target.Write(first.AsSpan(0, read));
        ArrayPool<byte>.Shared.Return(first);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Who may have one call at a time may begin the next as soon as it has read the last, so the permit is back before the last bytes leave, where their
    /// number is known. Where it is not, the end is told by the server when the call is over here too.
    /// </summary>
    private static async Task CopyAsync(Stream source, HttpResponse response, IDisposable permit, CancellationToken cancellationToken)
    {
        var (target, length) = (response.BodyWriter, response.ContentLength);
        var (done, read) = (0L, 0);
        while ((read = await source.ReadAsync(target.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            target.Advance(read);
            done += read;
            if (done == length)
            {
                permit.Dispose();
            }

            if ((await target.FlushAsync(cancellationToken).ConfigureAwait(false)).IsCompleted)
            {
                return;
            }
        }
    }
}
