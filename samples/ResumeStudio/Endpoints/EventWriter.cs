using System.Text.Json;

namespace ResumeStudio.Endpoints;

/// <summary>Writes events as <c>text/event-stream</c>, each at once.</summary>
internal sealed class EventWriter(HttpResponse response)
{
    private static readonly byte[] _begin = "data: "u8.ToArray();
    private static readonly byte[] _end = "\n\n"u8.ToArray();

    public void Open()
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    public async Task WriteAsync(StudioEvent item, CancellationToken cancellationToken)
    {
        byte[] line = [.. _begin, .. JsonSerializer.SerializeToUtf8Bytes(item, StudioJson.Default.StudioEvent), .. _end];
        await response.Body.WriteAsync(line, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
