using System.Runtime.CompilerServices;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Models;

namespace PromptCaching;

/// <summary>Maps the list of models to HTTP and back.</summary>
internal sealed class ClaudeModels(ApiCalls calls, Func<ClaudeClientOptions> options) : IClaudeModels
{
    private const string Path = "v1/models";
    private const int PageSize = 100;

    public async IAsyncEnumerable<ModelDescription> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var query = $"?limit={PageSize}"; query is not null;)
        {
            var page = await calls.ReadAsync(HttpMethod.Get, Address(query), null, ModelPage.Parse, [], cancellationToken).ConfigureAwait(false);
            foreach (var model in page.Models)
            {
                yield return model;
            }

            query = page is { HasMore: true, LastId: { } last } ? $"?limit={PageSize}&after_id={Uri.EscapeDataString(last)}" : null;
        }
    }

    public Task<ModelDescription> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return calls.ReadAsync(HttpMethod.Get, Address("/" + Uri.EscapeDataString(id)), null, WireJson.Parse<ModelDescription>, [], cancellationToken);
    }

    private Uri Address(string rest) => ApiAddress.Of(options().BaseAddress, Path + rest);
}
