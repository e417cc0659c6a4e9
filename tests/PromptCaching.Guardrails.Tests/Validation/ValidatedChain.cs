using System.Net;
using PromptCaching.Guardrails.Validation;
using PromptCaching.Testing;

namespace PromptCaching.Guardrails.Tests.Validation;

/// <summary>The stage on top of a whole chain over the emulator, on a clock that stands still.</summary>
internal sealed class ValidatedChain : IDisposable
{
    private const string Address = "https://api.anthropic.com/v1/messages";

    public ValidatedChain(Action<ValidationOptions>? configure = null, Action<ClaudeCachingOptions>? configureChain = null)
    {
        Options.OnValidated = Seen.Add;
        configure?.Invoke(Options);
        Emulator = new ClaudeEmulator(timeProvider: Clock);
        var caching = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key-of-the-test" },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            TimeProvider = Clock,
        };
        configureChain?.Invoke(caching);
        Http = new HttpClient(ValidationHandler.Create(Options, caching, Emulator)) { Timeout = Timeout.InfiniteTimeSpan };
        Client = new ClaudeClient(Http, caching.Client);
    }

    public ManualTimeProvider Clock { get; } = new();

    public ValidationOptions Options { get; } = new() { MinLength = 0 };

    public List<ValidatedAnswer> Seen { get; } = [];

    public ClaudeEmulator Emulator { get; }

    public HttpClient Http { get; }

    public IClaudeClient Client { get; }

    public int Upstream => Emulator.Calls.Count;

    public static string Question(bool isStream) =>
        $$"""{"model":"claude-haiku-5-5","max_tokens":64,{{(isStream ? "\"stream\":true," : "")}}"messages":[{"role":"user","content":"What is 2 + 2?"}]}""";

    public void Answers(string text) => Emulator.Enqueue(EmulatedAnswer.Text(text));

    public async Task<(HttpStatusCode Status, string Body, HttpResponseMessage Response)> AskAsync(bool isStream = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address)
        {
            Content = new StringContent(Question(isStream)) { Headers = { ContentType = new("application/json") } },
        };
        var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response);
    }

    public void Dispose()
    {
        Http.Dispose();
        Emulator.Dispose();
    }
}
