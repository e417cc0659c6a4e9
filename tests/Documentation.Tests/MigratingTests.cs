using Documentation.Tests.Running;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.Testing;

namespace Documentation.Tests;

public sealed class MigratingTests
{
    [Fact]
    public async Task A_cache_of_ones_own_and_ours_ask_once()
    {
        await using var emulation = Emulation.Plain();
        var cache = new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

        var before = await MigratingExamples.AskBeforeAsync(cache, emulation.Claude, "Who?", CancellationToken.None);
        var known = await MigratingExamples.AskBeforeAsync(cache, emulation.Claude, "Who?", CancellationToken.None);
        var after = await MigratingExamples.AskAfterAsync(emulation.Claude, "Who?", CancellationToken.None);

        new[] { known, after }.Should().OnlyContain(text => text == before);
        emulation.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task The_official_client_is_answered_from_the_store_and_its_calls_are_reported()
    {
        using var printed = PrintedText.Begin();
        var reports = new Reports();

        await MigratingExamples.AskUnderTheChainAsync("test", reports, new ClaudeEmulator(), async static client =>
        {
            await MigratingExamples.WishAsync(client, "acme", "Who?");
            await MigratingExamples.WishAsync(client, "acme", "Who?");
            return "";
        });

        printed.ToString().Should().Be("end_turn\nend_turn");
        reports.Should().HaveCount(2).And.OnlyContain(static report => report.Scope == "acme" && report.Tags.Single() == "search");
        reports[1].Source.Should().Be(CallSource.ResponseCache);
        MigratingExamples.MakePlain("test").Should().Be("test");
    }

    [Fact]
    public async Task A_chat_client_comes_from_the_same_registration()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Of(MigratingExamples.AddChat);

        await MigratingExamples.ChatAsync(emulation.Get<IChatClient>());

        printed.ToString().Should().Be("Api");
    }

    private sealed class Reports : List<CallReport>, ICallObserver
    {
        public void OnCallCompleted(CallReport report) => Add(report);
    }
}
