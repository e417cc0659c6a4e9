using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.DependencyInjection;

public sealed class FactoryLogTests
{
    private const string Key = "sk-ant-api03-canary-key";
    private const string Token = "canary-token";
    private const string Text = "canary question";
    private readonly LogLines _log = new();

    [Fact]
    public async Task The_factory_logs_nothing_of_our_own_client()
    {
        await using var provider = Provider(services =>
        {
            services.AddLogging(LogEverything);
            services.AddClaudeCaching(static options => options.ApiKey = Key)
                .HttpClient.ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator());
        });

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(MessageRequest.From(Text));

        _log.Lines.Should().NotBeEmpty().And.NotContain(line => line.Contains("HTTP request", StringComparison.OrdinalIgnoreCase));
        NothingSecretIn(_log.Lines);
    }

    [Fact]
    public async Task Under_another_client_the_factory_hides_every_header()
    {
        await using var provider = Provider(services =>
        {
            services.AddLogging(LogEverything);
            services.AddHttpClient("other").ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator()).AddClaudeCachingHandlers();
        });
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("other");
        using var request = ChainUnderTest.Post(Encoding.UTF8.GetBytes(
            $$"""{"model":"claude-haiku-4-5","max_tokens":99,"messages":[{"role":"user","content":"{{Text}}"}]}"""));
        request.Headers.Add("x-api-key", Key);
        request.Headers.Add("x-promptcaching-scope", Token);

        (await http.SendAsync(request)).EnsureSuccessStatusCode();

        _log.Lines.Should().Contain(line => line.Contains("x-api-key", StringComparison.OrdinalIgnoreCase), "the factory logs headers at Trace");
        NothingSecretIn(_log.Lines);
    }

    private static void NothingSecretIn(IEnumerable<string> lines) =>
        lines.Should().NotContain(line => new[] { Key, Token, Text }.Any(secret => line.Contains(secret, StringComparison.Ordinal)));

    private void LogEverything(ILoggingBuilder logging) => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log);
}
