using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Hosting;

/// <summary>Sends a reply over a web server, at its own pace; what breaks off in the emulator breaks off on the wire.</summary>
internal sealed class ServerReply(Reply reply, IEnumerable<(string Name, string Value)> headers, TimeProvider clock)
{
    public async Task SendAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await WaitAsync(reply.TimeToFirstByte, cancellationToken).ConfigureAwait(false);
        if (reply.IsConnectionFailure)
        {
            context.Abort();
            return;
        }

        Begin(context.Response);
        for (var index = 0; index < reply.Frames.Count; index++)
        {
            await WaitAsync(index > 0 ? reply.DelayBetweenFrames : TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
            reply.Produced(reply.IsStream ? (index + 1d) / reply.Frames.Count : 1);
            await context.Response.Body.WriteAsync(reply.Frames[index], cancellationToken).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        if (reply.EndsInReset || reply.DeclaredLength is not null)
        {
            await context.Response.Body.FlushAsync(cancellationToken).ConfigureAwait(false);
            context.Abort();
        }
    }

    private void Begin(HttpResponse response)
    {
        response.StatusCode = reply.Status;
        foreach (var (name, value) in headers.Where(static header => IsWritable(header.Value)))
        {
            response.Headers[name] = value;
        }

        if (reply.Status != StatusCodes.Status204NoContent)
        {
            response.ContentType = reply.ContentType;
            response.ContentLength = reply.DeclaredLength
                ?? (reply.IsStream || reply.EndsInReset ? null : reply.Frames.Sum(static frame => (long)frame.Length));
        }

        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        if (!reply.IsStream || reply.Frames.Count > 0)
        {
            reply.Begun();
        }
    }

    /// <summary>Some headers repeat what the caller said; a web server takes letters in a request that it will not write in an answer.</summary>
    private static bool IsWritable(string value) => value.All(static letter => letter is (>= ' ' and <= '~') or '\t');

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, clock, cancellationToken) : Task.CompletedTask;
}
