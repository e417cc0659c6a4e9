using System.Runtime.CompilerServices;
using System.Text;
using PromptCaching.Accounting;
using PromptCaching.Messages.Batches;
using PromptCaching.Messages.Json;
using PromptCaching.Requests;

namespace PromptCaching;

/// <summary>Maps batches to HTTP and back; which failures are tried again is decided by the chain.</summary>
internal sealed class MessageBatches(ApiCalls calls, Func<ClaudeClientOptions> options, ModelCatalog catalog, TimeProvider time) : IMessageBatches
{
    private const string Path = "v1/messages/batches";

    public Task<MessageBatch> CreateAsync(IReadOnlyList<MessageBatchRequest> requests, CancellationToken cancellationToken = default)
    {
        BatchChecks.ThrowIfRefused(requests);
        var defaults = options();
        if (defaults.CheckRequests)
        {
            foreach (var request in requests)
            {
                var complete = RequestDefaults.Apply(request.Params, defaults, catalog);
                RequestChecks.ThrowIfRefused(complete, catalog, defaults.ApiVersion, isStream: false, request.CustomId);
            }
        }

        var content = new BatchContent(requests.Select(request => request with { Params = RequestDefaults.Apply(request.Params, defaults, catalog) }));
        var betas = requests.SelectMany(static request => request.Params.Betas).Distinct(StringComparer.Ordinal).ToArray();
        return calls.ReadAsync(HttpMethod.Post, Address(""), content, MessageBatch.Parse, betas, cancellationToken);
    }

    public async Task<MessageBatch> CreateAsync(
        IAsyncEnumerable<MessageBatchRequest> requests, IReadOnlyList<string>? betas = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var defaults = options();
        using var content = new BatchSequenceContent(requests, request => Complete(request, betas ?? [], defaults));
        try
        {
            return await calls.ReadAsync(HttpMethod.Post, Address(""), content, MessageBatch.Parse, betas ?? [], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (content.Failure is not null)
        {
            content.Failure.Throw();
            throw;
        }
    }

    public Task<MessageBatch> GetAsync(string id, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(HttpMethod.Get, AddressOf(id), null, MessageBatch.Parse, [], cancellationToken);

    public IAsyncEnumerable<MessageBatch> ListAsync(CancellationToken cancellationToken = default) =>
        calls.ListAsync<MessageBatch>(Address, cancellationToken);

    public async IAsyncEnumerable<MessageBatchResult> GetResultsAsync(
        string id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Not the address in the batch: the key goes nowhere but to the address that was configured.
        using var response = await calls.SendAsync(HttpMethod.Get, AddressOf(id, "/results"), null, null, [], cancellationToken).ConfigureAwait(false);
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        await foreach (var line in Transport.ReadLinesAsync(response, cancellationToken).ConfigureAwait(false))
        {
            var result = WireAnswers.Read(Encoding.UTF8.GetBytes(line), response, MessageBatchResult.Parse);
            yield return BatchAnswers.WithReport(result, catalog, day);
        }
    }

    public Task<MessageBatch> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(HttpMethod.Post, AddressOf(id, "/cancel"), null, MessageBatch.Parse, [], cancellationToken);

    public Task<DeletedMessageBatch> DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        calls.ReadAsync(HttpMethod.Delete, AddressOf(id), null, WireJson.Parse<DeletedMessageBatch>, [], cancellationToken);

    /// <summary>Betas go out in a header, before the first request is known.</summary>
    private MessageBatchRequest Complete(MessageBatchRequest request, IReadOnlyList<string> betas, ClaudeClientOptions defaults)
    {
        if (request.Params.Betas.Except(betas, StringComparer.Ordinal).FirstOrDefault() is { } unnamed)
        {
            throw new ArgumentException($"Request '{request.CustomId}' asks for the beta '{unnamed}': name it among the betas of the batch.", nameof(betas));
        }

        var complete = RequestDefaults.Apply(request.Params, defaults, catalog);
        if (defaults.CheckRequests)
        {
            RequestChecks.ThrowIfRefused(complete, catalog, defaults.ApiVersion, isStream: false, request.CustomId);
        }

        return request with { Params = complete };
    }

    private Uri AddressOf(string id, string rest = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return Address("/" + Uri.EscapeDataString(id) + rest);
    }

    private Uri Address(string rest) => ApiAddress.Of(options().BaseAddress, Path + rest);
}
