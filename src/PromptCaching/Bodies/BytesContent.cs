using System.Net;
using System.Net.Http.Headers;

namespace PromptCaching.Bodies;

/// <summary>A body that is bytes in memory: readable without a copy and sendable any number of times.</summary>
internal sealed class BytesContent : HttpContent
{
    public BytesContent(ReadOnlyMemory<byte> bytes)
    {
        Bytes = bytes;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    public BytesContent(ReadOnlyMemory<byte> bytes, string contentType)
    {
        Bytes = bytes;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    public BytesContent(ReadOnlyMemory<byte> bytes, HttpContentHeaders headers)
    {
        Bytes = bytes;
        headers.CopyTo(Headers);
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.WriteAsync(Bytes, cancellationToken).AsTask();

    protected override Task<Stream> CreateContentReadStreamAsync() =>
        Task.FromResult<Stream>(new ReadOnlyMemoryStream(Bytes));

    protected override bool TryComputeLength(out long length)
    {
        length = Bytes.Length;
        return true;
    }
}
