using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Sends snapshots as server-sent events, each when it differs from the one before.</summary>
/// <remarks>It is drawn, not pushed: a reader who is slow gets fewer snapshots, and nothing is queued for anybody.</remarks>
internal sealed class EventStream(DashboardFrames frames, TimeProvider time, CancellationToken stopping) : IResult
{
    /// <summary>After so long without a word, proxies would take the connection for dead.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Then the page connects again, and who has lost the right to see it is found out.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static readonly byte[] _retry = "retry: 2000\n\n"u8.ToArray();
    private static readonly byte[] _comment = ":\n\n"u8.ToArray();
    private static readonly byte[] _data = "data: "u8.ToArray();
    private static readonly byte[] _end = "\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(httpContext.RequestAborted, stopping);
        try
        {
            await SendAsync(response.Body, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader has left, or the host stops: that is how a stream without an end ends.
        }
    }

    private async Task SendAsync(Stream body, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var spoken = begun;
        var shown = 0L;
        using var ticks = new PeriodicTimer(DashboardFrames.Pace, time);
        await body.WriteAsync(_retry, cancellationToken).ConfigureAwait(false);
        do
        {
            var frame = await frames.GetAsync(cancellationToken).ConfigureAwait(false);
            if (frame.Version != shown)
            {
                await SayAsync(body, [_data, frame.Json, _end], cancellationToken).ConfigureAwait(false);
                (shown, spoken) = (frame.Version, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(spoken) >= Heartbeat)
            {
                await SayAsync(body, [_comment], cancellationToken).ConfigureAwait(false);
                spoken = time.GetTimestamp();
            }
        }
        while (time.GetElapsedTime(begun) < Longest && await ticks.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false));
    }

    private static async Task SayAsync(Stream body, ReadOnlyMemory<byte>[] parts, CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            await body.WriteAsync(part, cancellationToken).ConfigureAwait(false);
        }

        await body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
