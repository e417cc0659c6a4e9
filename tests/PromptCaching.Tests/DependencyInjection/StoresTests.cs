using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Messages;
using PromptCaching.Retrying;
using PromptCaching.Testing;
using static PromptCaching.Tests.DependencyInjection.Registered;

namespace PromptCaching.Tests.DependencyInjection;

public sealed class StoresTests
{
    private static readonly MessageRequest _question = MessageRequest.From("Twice?");

    [Fact]
    public async Task Clients_of_different_names_share_nothing()
    {
        using var provider = Provider(
            services =>
            {
                services.AddClaudeCaching(options => options.ApiKey = "one").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
                services.AddClaudeCaching("eu").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
            },
            ("Claude:DefaultModel", "claude-opus-5-5"),
            ("Claude:Clients:eu:ApiKey", "two"),
            ("Claude:Clients:eu:Retrying:MaxRetries", "0"));
        var (first, second) = (provider.GetRequiredService<IClaudeClient>(), provider.GetRequiredKeyedService<IClaudeClient>("eu"));

        await first.CreateMessageAsync(_question);
        var report = (await second.CreateMessageAsync(_question)).GetCallReport()!;

        report.Source.Should().Be(CallSource.Api);
        report.Model.Should().Be("claude-opus-5-5");
        Options<RetryingOptions>(provider, "eu").MaxRetries.Should().Be(0);
        Options<RetryingOptions>(provider).MaxRetries.Should().Be(3);
        provider.GetRequiredKeyedService<IClaudeClient>(ClaudeDefaults.ClientName).Should().BeSameAs(first);
    }

    [Fact]
    public async Task The_registered_distributed_cache_is_the_store()
    {
        var store = new CountingCache();
        using var provider = Provider(services =>
        {
            services.AddSingleton<IDistributedCache>(store);
            services.AddClaudeCaching(options => options.ApiKey = "k").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
        });

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question);

        store.Keys.Should().ContainSingle().Which.Should().StartWith("llm:");
    }

    [Fact]
    public async Task The_client_s_own_store_comes_before_the_host_s()
    {
        var (host, own) = (new CountingCache(), new CountingCache());
        using var provider = Provider(services =>
        {
            services.AddSingleton<IDistributedCache>(host);
            services.AddClaudeCaching(options => options.ApiKey = "k").UseDistributedCache(own)
                .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
        });

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question);

        host.Keys.Should().BeEmpty();
        own.Keys.Should().ContainSingle();
    }

    [Fact]
    public async Task A_directory_keeps_answers_over_restarts()
    {
        var directory = Directory.CreateTempSubdirectory("promptcaching-");
        try
        {
            (await AskAsync()).Should().Be(CallSource.Api);
            (await AskAsync()).Should().Be(CallSource.ResponseCache);
        }
        finally
        {
            directory.Delete(recursive: true);
        }

        async Task<CallSource> AskAsync()
        {
            using var provider = Provider(services => services.AddClaudeCaching(options => options.ApiKey = "k")
                .ConfigureResponseCaching(options => options.Directory = directory.FullName)
                .HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator()));
            return (await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question)).GetCallReport()!.Source;
        }
    }
}
