using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.Messages;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

public sealed class SecretOfThisProcessTests
{
    private const string Warning = "Warning: This client sends tokens, from which no secret is derived";
    private readonly RecordingLoggers _log = new();

    [Fact]
    public async Task A_client_with_tokens_that_shares_a_store_without_a_secret_is_warned_once()
    {
        await AskTwiceAsync(static builder => builder.UseDistributedCache(Store()));

        _log.Lines.Should().ContainSingle(static line => line.StartsWith(Warning));
    }

    [Fact]
    public async Task With_a_secret_there_is_nothing_to_say()
    {
        await AskTwiceAsync(static builder =>
            builder.UseDistributedCache(Store()).ConfigureResponseCaching(static options => options.Secret = new string('s', 32)));

        _log.Lines.Should().NotContain(static line => line.StartsWith(Warning));
    }

    [Fact]
    public async Task Without_a_store_there_is_nobody_to_share_with()
    {
        await AskTwiceAsync(static _ => { });

        _log.Lines.Should().NotContain(static line => line.StartsWith(Warning));
    }

    private async Task AskTwiceAsync(Action<IClaudeBuilder> configure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(_log);
        var builder = services.AddClaudeCaching(static client => client.AuthToken = "token");
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator());
        configure(builder);
        await using var provider = services.BuildServiceProvider();
        var claude = provider.GetRequiredService<IClaudeClient>();
        await claude.CreateMessageAsync(MessageRequest.From("Who?"));
        await claude.CreateMessageAsync(MessageRequest.From("When?"));
    }

    private static IDistributedCache Store() => new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));
}
