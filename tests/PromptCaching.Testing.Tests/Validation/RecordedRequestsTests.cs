using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using PromptCaching.Testing.Validation.Vocabulary;
using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Testing.Tests.Validation;

/// <summary>What the API took, the emulator takes; what the API refused, it refuses in the same words.</summary>
public sealed partial class RecordedRequestsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_request_that_the_api_answered_is_answered(string repository)
    {
        using var server = new Server();
        var answered = 0;
        var refused = new List<string>();
        foreach (var call in Requests(repository).Where(static call => call.Status == 200))
        {
            var (status, body) = await SendAsync(server, call);
            answered += status == 200 ? 1 : 0;
            refused.AddRange(status == 200 ? [] : [$"{call.Source}: {status} {body}"]);
        }

        output.WriteLine($"{repository}: {answered} answered, {refused.Count} refused");
        refused.Should().BeEmpty();
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_request_that_the_api_refused_is_refused_in_the_same_words(string repository)
    {
        using var server = new Server(new ClaudeEmulatorOptions { RefuseUnknownModels = true, RefuseRetiredModels = true });
        var compared = 0;
        foreach (var call in Requests(repository).Where(static call => call.Status is 400 or 404 && !HasPlaceholder(call)))
        {
            var (status, body) = await SendAsync(server, call);
            status.Should().Be(call.Status, call.Source);
            Complaint(body).Should().Be(Complaint(call.ResponseBody), call.Source);
            compared++;
        }

        output.WriteLine($"{repository}: {compared} refusals compared");
    }

    private static IEnumerable<RecordedExchange> Requests(string repository) => RecordedExchanges.Of(repository)
        .Where(static call => call is { Path: "/v1/messages" or "/v1/messages/count_tokens", RequestBody.ValueKind: JsonValueKind.Object });

    /// <summary>One recorder put a placeholder where a text of thirteen million characters stood; that refusal has a test of its own.</summary>
    private static bool HasPlaceholder(RecordedExchange call) => call.ResponseBody.Contains("prompt is too long", StringComparison.Ordinal);

    /// <summary>Recorders that trimmed the version trimmed the betas too: which ones were set is unknown, so all are.</summary>
    private static async Task<(int Status, string Body)> SendAsync(Server server, RecordedExchange call)
    {
        var version = call.RequestHeaders.GetValueOrDefault("anthropic-version");
        using var request = new HttpRequestMessage(HttpMethod.Post, call.Path) { Content = new StringContent(call.RequestBody.GetRawText()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("x-api-key", "key");
        request.Headers.Add("anthropic-version", version ?? "2023-06-01");
        if ((version is null ? string.Join(",", Betas.Known) : call.RequestHeaders.GetValueOrDefault("anthropic-beta")) is { } betas)
        {
            request.Headers.Add("anthropic-beta", betas);
        }

        using var response = await server.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Complaint(string body)
    {
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        return $"{error.GetProperty("type").GetString()}: {Figures().Replace(error.GetProperty("message").GetString()!, "#")}";
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Figures();
}
