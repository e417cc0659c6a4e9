using PromptCaching.Messages.Json;
using PromptCaching.Messages.Models;

namespace PromptCaching;

/// <summary>Maps the list of models to HTTP and back.</summary>
internal sealed class ClaudeModels(ApiCalls calls, Func<ClaudeClientOptions> options) : IClaudeModels
{
    private const string Path = "v1/models";

    public IAsyncEnumerable<ModelDescription> ListAsync(CancellationToken cancellationToken = default) =>
        calls.ListAsync<ModelDescription>(Address, cancellationToken);

    public Task<ModelDescription> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return calls.ReadAsync(HttpMethod.Get, Address("/" + Uri.EscapeDataString(id)), null, WireJson.Parse<ModelDescription>, [], cancellationToken);
    }

    private Uri Address(string rest) => ApiAddress.Of(options().BaseAddress, Path + rest);
}
