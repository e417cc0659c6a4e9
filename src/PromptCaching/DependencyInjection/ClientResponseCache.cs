using PromptCaching.Messages;
using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.Warming;

namespace PromptCaching.DependencyInjection;

/// <summary>The response cache of one client, as it is handed out.</summary>
internal sealed class ClientResponseCache : IResponseCache
{
    private readonly ChainState _state;
    private readonly CacheDesk _desk;
    private readonly AnswerInvalidation _invalidation;
    private readonly AnswerWarming _warming;
    private readonly AnswerExport _export;

    /// <param name="state">The client's state.</param>
    /// <param name="send">Sends a request through the client's whole chain.</param>
    public ClientResponseCache(ChainState state, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send)
    {
        _state = state;
        _desk = new CacheDesk(
            state.ResponseCache, state.Options.ResponseCaching, state.Connection, () => ApiAddress.Of(state.Options.Client().BaseAddress, "v1/messages"));
        _invalidation = new AnswerInvalidation(_desk);
        _warming = new AnswerWarming(_desk, send, state.Time);
        _export = new AnswerExport(_desk, state.Time);
    }

    /// <summary>Fills in what the client would fill in.</summary>
    public MessageRequest Complete(MessageRequest request) => RequestDefaults.Apply(request, _state.Options.Client(), _state.Catalog);

    public async ValueTask<bool> InvalidateAsync(ReadOnlyMemory<byte> requestBody, ClaudeCall? call = null, CancellationToken cancellationToken = default)
    {
        using var request = _desk.Request(requestBody, call, []);
        return await _invalidation.RunAsync(request, requestBody, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> InvalidateAsync(HttpRequestMessage request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request is not { Content: { } content, RequestUri.IsAbsoluteUri: true })
        {
            throw new ArgumentException("The request needs a body and an absolute address.", nameof(request));
        }

        var body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return await _invalidation.RunAsync(request, body, cancellationToken).ConfigureAwait(false);
    }

    public Task<WarmingResult> WarmAsync(IAsyncEnumerable<WarmedAnswer> answers, int atOnce = 4, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return _warming.RunAsync(WarmingItem.NumberAsync(answers, cancellationToken), atOnce, cancellationToken);
    }

    public Task<WarmingResult> WarmAsync(Stream lines, int atOnce = 4, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return _warming.RunAsync(WarmingItem.ReadAsync(lines, cancellationToken), atOnce, cancellationToken);
    }

    public Task<int> ExportAsync(Stream output, int most = 1000, CancellationToken cancellationToken = default) =>
        _export.RunAsync(output, most, cancellationToken);
}
