using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptCaching.Tests.Clouds;

/// <summary>Google Cloud's side of the translation: notes what came, and turns it back into the plain API for the emulator behind it.</summary>
internal sealed class GoogleCloudServer : DelegatingHandler
{
    public List<(string Address, JsonObject Body, HttpRequestHeaders Headers)> Calls { get; } = [];

    public Queue<HttpStatusCode> Failures { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
        Calls.Add((request.RequestUri!.AbsoluteUri, body, HeadersOf(request)));
        if (Failures.TryDequeue(out var status))
        {
            return new HttpResponseMessage(status) { Content = new StringContent("{}"), RequestMessage = request };
        }

        var name = request.RequestUri.Segments[^1];
        var plain = body.DeepClone().AsObject();
        plain.Remove("anthropic_version");
        plain["model"] ??= name.Split(':')[0].Replace('@', '-');
        using var turnedBack = new HttpRequestMessage(
            HttpMethod.Post, "https://api.anthropic.com/v1/messages" + (name.StartsWith("count-tokens", StringComparison.Ordinal) ? "/count_tokens" : ""));

        // Tokens come and go; the cache belongs to the organization behind them.
        turnedBack.Headers.Add("x-api-key", "the-project");
        turnedBack.Headers.Add("anthropic-version", "2023-06-01");
        turnedBack.Content = new StringContent(plain.ToJsonString(), Encoding.UTF8, "application/json");
        var response = await base.SendAsync(turnedBack, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    private static HttpRequestHeaders HeadersOf(HttpRequestMessage request)
    {
        var copy = new HttpRequestMessage();
        foreach (var header in request.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy.Headers;
    }
}
