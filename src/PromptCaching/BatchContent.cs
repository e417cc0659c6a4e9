using System.Net;
using System.Net.Http.Headers;
using PromptCaching.Messages.Batches;
using PromptCaching.Messages.Json;

namespace PromptCaching;

/// <summary>The body that makes a batch, written request by request: 256 MB are never held as a whole.</summary>
internal sealed class BatchContent : HttpContent
{
    private readonly IEnumerable<MessageBatchRequest> _requests;

    public BatchContent(IEnumerable<MessageBatchRequest> requests)
    {
        _requests = requests;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public static ReadOnlyMemory<byte> Opening { get; } = "{\"requests\":["u8.ToArray();

    public static ReadOnlyMemory<byte> Comma { get; } = ","u8.ToArray();

    public static ReadOnlyMemory<byte> Closing { get; } = "]}"u8.ToArray();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var between = Opening;
        foreach (var request in _requests)
        {
            await stream.WriteAsync(between, cancellationToken).ConfigureAwait(false);
            await stream.WriteAsync(WireJson.ToUtf8Bytes(request.WriteTo), cancellationToken).ConfigureAwait(false);
            between = Comma;
        }

        await stream.WriteAsync(Closing, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
