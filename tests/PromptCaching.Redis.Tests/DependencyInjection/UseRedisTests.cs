using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.Messages;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Testing;
using StackExchange.Redis;

namespace PromptCaching.Redis.Tests.DependencyInjection;

[Needs(NeedsAttribute.Redis)]
public sealed class UseRedisTests
{
    private const string Variable = "REDIS_URL";
    private static readonly MessageRequest _question = MessageRequest.From("Twice?");

    [ServerFact]
    public async Task Two_processes_share_their_answers()
    {
        await using var server = await RedisServer.StartAsync();

        (await AskAsync(builder => builder.UseRedis($"redis://{server.Address}/0"))).Should().Be(CallSource.Api);
        (await AskAsync(builder => builder.UseRedis(options => options.Connection = server.Address))).Should().Be(CallSource.ResponseCache);
        using var connection = await ConnectionMultiplexer.ConnectAsync(server.Address);
        (await AskAsync(builder => builder.UseRedis(connection))).Should().Be(CallSource.ResponseCache);
        connection.IsConnected.Should().BeTrue("it is the host's");
    }

    [Fact]
    public async Task Without_a_server_calls_are_answered() =>
        (await AskAsync(builder => builder.UseRedis($"redis://127.0.0.1:{FreePort.Next()}"))).Should().Be(CallSource.Api);

    [Fact]
    public void The_environment_names_the_server_where_nobody_else_does()
    {
        var before = Environment.GetEnvironmentVariable(Variable);
        try
        {
            Environment.SetEnvironmentVariable(Variable, "redis://from-the-environment:7000");
            using var provider = Provider(static builder => builder.UseRedis());
            provider.GetRequiredKeyedService<IDistributedCache>(ClaudeDefaults.ClientName).ToString()
                .Should().Be("RedisDistributedCache on redis://from-the-environment:7000");

            Environment.SetEnvironmentVariable(Variable, null);
            AtStart(static builder => builder.UseRedis()).Should().ThrowExactly<OptionsValidationException>().WithMessage("*UseRedis(*REDIS_URL*");
        }
        finally
        {
            Environment.SetEnvironmentVariable(Variable, before);
        }
    }

    [Fact]
    public void A_wrong_connection_is_an_error_at_the_start_without_the_password() =>
        AtStart(static builder => builder.UseRedis("redis://:TopSecret@host:no-port")).Should().ThrowExactly<OptionsValidationException>()
            .Where(static wrong => wrong.Message.Contains("port", StringComparison.Ordinal) && !wrong.ToString().Contains("TopSecret", StringComparison.Ordinal));

    [Fact]
    public void A_wrong_option_is_an_error_at_the_start() =>
        AtStart(static builder => builder.UseRedis(static options => (options.Connection, options.OperationTimeout) = ("host", TimeSpan.Zero)))
            .Should().ThrowExactly<OptionsValidationException>().WithMessage("*OperationTimeout is 00:00:00*");

    [Fact]
    public void Clients_have_stores_of_their_own()
    {
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "key").UseRedis("redis://one");
        services.AddClaudeCaching("eu", static options => options.ApiKey = "key").UseRedis("redis://two");
        using var provider = services.BuildServiceProvider();

        provider.GetRequiredKeyedService<IDistributedCache>(ClaudeDefaults.ClientName).ToString().Should().EndWith("redis://one:6379");
        provider.GetRequiredKeyedService<IDistributedCache>("eu").ToString().Should().EndWith("redis://two:6379");
        provider.GetService<IDistributedCache>().Should().BeNull("the host's own store is not ours to choose");
    }

    private static Action AtStart(Action<IClaudeBuilder> use) => () =>
    {
        using var provider = Provider(use);
        provider.GetRequiredService<IStartupValidator>().Validate();
    };

    private static async Task<CallSource> AskAsync(Action<IClaudeBuilder> use)
    {
        await using var provider = Provider(use);
        return (await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(_question)).GetCallReport()!.Source;
    }

    private static ServiceProvider Provider(Action<IClaudeBuilder> use)
    {
        var services = new ServiceCollection();
        var builder = services.AddClaudeCaching(static options => options.ApiKey = "key")
            .ConfigureResponseCaching(static options => options.StoreTimeout = TimeSpan.FromSeconds(20));
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator());
        services.ConfigureAll<RedisStoreOptions>(static options => options.OperationTimeout = TimeSpan.FromSeconds(20));
        use(builder);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
