using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Support;
using PromptCaching.Testing;

namespace PromptCaching.Redis.Tests.Outages;

[Needs(NeedsAttribute.Postgres)]
public sealed class PostgresOutageTests
{
    [ServerFact]
    public async Task A_call_to_Claude_is_answered_without_its_store()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var store = await PostgresCache.CreateAsync(server.Connection);
        using var emulator = new ClaudeEmulator();
        using var chain = new ChainOverStore(store, emulator);
        await chain.AskAsync("Twice?");
        (await chain.AskAsync("Twice?")).Source.Should().Be(CallSource.ResponseCache);

        server.Kill();
        (await chain.AskAsync("Twice?")).Source.Should().Be(CallSource.Api);

        await server.RestartAsync();
        await Eventually.BecomesTrueAsync(
            async () => (await chain.AskAsync("Twice?")).Source == CallSource.ResponseCache, "the answer is still there, or is stored again");
    }
}
