using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using PromptCaching.Messages.Batches;
using PromptCaching.Messages.Json;

namespace PromptCaching;

/// <summary>The body that makes a batch of requests which come one after the other: each is written as it comes, and none is held.</summary>
/// <remarks>A body that breaks off is no JSON, so of what went out before a request that is wrong no batch is made.</remarks>
internal sealed class BatchSequenceContent : HttpContent
{
    private readonly IAsyncEnumerable<MessageBatchRequest> _requests;
    private readonly Func<MessageBatchRequest, MessageBatchRequest> _complete;
    private bool _isRead;

    /// <param name="requests">The requests; asked for once, as they may not come twice.</param>
    /// <param name="complete">Fills in and judges the parameters of one.</param>
    public BatchSequenceContent(IAsyncEnumerable<MessageBatchRequest> requests, Func<MessageBatchRequest, MessageBatchRequest> complete)
    {
        _requests = requests;
        _complete = complete;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Gets why the body broke off, as it was thrown: on its way through the connection it may be wrapped.</summary>
    public ExceptionDispatchInfo? Failure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("The requests of the batch were sent already: they come once.");
        }

        _isRead = true;
        var (checks, count) = (new BatchChecks(), 0);
        var requests = _requests.GetAsyncEnumerator(cancellationToken);
        await using (requests.ConfigureAwait(false))
        {
            while (await NextAsync(requests, checks).ConfigureAwait(false) is { } request)
            {
                await stream.WriteAsync(count++ == 0 ? BatchContent.Opening : BatchContent.Comma, cancellationToken).ConfigureAwait(false);
                await stream.WriteAsync(request, cancellationToken).ConfigureAwait(false);
            }
        }

        await stream.WriteAsync(BatchContent.Closing, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>Whatever the caller's sequence throws is the caller's to see; what the connection throws is not ours.</summary>
    private async ValueTask<byte[]?> NextAsync(IAsyncEnumerator<MessageBatchRequest> requests, BatchChecks checks)
    {
        try
        {
            if (!await requests.MoveNextAsync().ConfigureAwait(false))
            {
                checks.ThrowIfNone();
                return null;
            }

            checks.Add(requests.Current);
            return WireJson.ToUtf8Bytes(_complete(requests.Current).WriteTo);
        }
        catch (Exception failure)
        {
            Failure = ExceptionDispatchInfo.Capture(failure);
            throw;
        }
    }
}
