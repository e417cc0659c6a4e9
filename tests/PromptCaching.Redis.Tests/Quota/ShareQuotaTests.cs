using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Messages;
using PromptCaching.RateLimiting;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Testing;

namespace PromptCaching.Redis.Tests.Quota;

[Needs(NeedsAttribute.Redis)]
public sealed class ShareQuotaTests
{
    private const string Key = "sk-of-the-client";

    [ServerFact]
    public async Task Calls_of_a_client_go_by_the_quota_that_all_share_and_the_server_sees_no_key()
    {
        await using var server = await RedisServer.StartAsync();
        await using var provider = Provider(builder => builder.UseRedis($"redis://{server.Address}").ShareQuota());

        await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(MessageRequest.From("Hello?"));

        await RedisCommands.UntilAsync(server.Port, static keys => keys is "*2" or "*3" or "*4", "KEYS", "llm:quota:*");
        (await server.SendAsync("EVAL", "return #redis.call('KEYS', '*" + Key + "*')", "0")).Should().Be(":0");
    }

    [Fact]
    public async Task Without_a_server_calls_go_on_with_the_share_of_one()
    {
        await using var provider = Provider(static builder => builder.UseRedis($"redis://127.0.0.1:{FreePort.Next()}").ShareQuota());

        (await provider.GetRequiredService<IClaudeClient>().CreateMessageAsync(MessageRequest.From("Hello?"))).Should().NotBeNull();
    }

    [Fact]
    public void Without_a_store_on_Redis_it_says_what_is_missing()
    {
        using var provider = Provider(static builder => builder.ShareQuota());

        ((Action)(() => provider.GetRequiredKeyedService<ISharedQuota>(ClaudeDefaults.ClientName)))
            .Should().Throw<InvalidOperationException>().WithMessage("*UseRedis*");
    }

    private static ServiceProvider Provider(Action<IClaudeBuilder> use)
    {
        var services = new ServiceCollection();
        var builder = services.AddClaudeCaching(static options => options.ApiKey = Key)
            .ConfigureRateLimiting(static options => options.RequestsPerMinute = 100_000);
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator());
        use(builder);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
