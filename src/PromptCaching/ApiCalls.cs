using System.Runtime.CompilerServices;
using PromptCaching.Errors;
using PromptCaching.Http;
using PromptCaching.Messages;
using PromptCaching.Messages.Json;

namespace PromptCaching;

/// <summary>Sends one call and gives out its success; every other answer is an exception.</summary>
internal sealed class ApiCalls(HttpClient http, TimeProvider time)
{
    private const int PageSize = 100;

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, Uri address, HttpContent? content, ClaudeCall? call, IReadOnlyList<string> betas, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(method, address)
        {
            Content = content,
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,
        };
        call?.Set(message);
        if (betas.Count > 0)
        {
            message.Headers.TryAddWithoutValidation(ClaudeHeaders.Beta, string.Join(',', betas));
        }

        var response = await Transport.SendAsync(http, message, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ApiErrors.ReadAsync(response, response.GetCallReport()?.Attempts ?? 1, time, cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<T> ReadAsync<T>(
        HttpMethod method,
        Uri address,
        HttpContent? content,
        WireAnswers.Parser<T> parse,
        IReadOnlyList<string> betas,
        CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, address, content, null, betas, cancellationToken).ConfigureAwait(false);
        return WireAnswers.Read(await Transport.ReadAsync(response, cancellationToken).ConfigureAwait(false), response, parse);
    }

    /// <summary>Gives out a list; each page of it is asked for when it is wanted.</summary>
    /// <param name="addressOf">Makes the address of a query.</param>
    /// <param name="cancellationToken">Ends the listing.</param>
    public async IAsyncEnumerable<T> ListAsync<T>(Func<string, Uri> addressOf, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : WireObject, IWireType<T>
    {
        for (var query = $"?limit={PageSize}"; query is not null;)
        {
            var page = await ReadAsync(HttpMethod.Get, addressOf(query), null, ListPage<T>.Parse, [], cancellationToken).ConfigureAwait(false);
            foreach (var item in page.Items)
            {
                yield return item;
            }

            query = page is { HasMore: true, LastId: { } last } ? $"?limit={PageSize}&after_id={Uri.EscapeDataString(last)}" : null;
        }
    }
}
