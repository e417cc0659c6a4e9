using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class SharedUsageTests
{
    private readonly MemoryUsage _shared = new();

    [Fact]
    public async Task Without_others_the_fleet_is_this_process()
    {
        using var chain = new ChainUnderTest(static _ => { }, Server());
        await chain.AskAsync(Question(1));

        (await chain.Handler.Usage.ReadFleetAsync()).Should().BeEquivalentTo(new { chain.Handler.Usage.Total, IncludesOthers = false });
    }

    [Fact]
    public async Task What_two_processes_used_is_added_up()
    {
        using var one = Chain();
        using var two = Chain();
        await one.AskAsync(Question(1));
        await two.AskAsync(Question(2));
        await one.Handler.Usage.ReadFleetAsync();

        var all = await two.Handler.Usage.ReadFleetAsync();

        all.Should().BeEquivalentTo(new { IncludesOthers = true, Total = new { Attempts = 2L, Cost = 0.2m } });
        all.ByModel.Should().ContainSingle().Which.Value.Should().Be(all.Total);
    }

    [Fact]
    public async Task It_is_told_in_the_background_and_only_when_there_is_news()
    {
        using var chain = Chain();
        await chain.AskAsync(Question(1));
        _shared.Answered.Should().BeEmpty();

        while (_shared.Answered.Count == 0)
        {
            chain.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await chain.Handler.Usage.ReadFleetAsync();
        _shared.Answered.Should().HaveCount(2);
        _shared.Answered[1].Sums.Should().BeEmpty("it is told already");
    }

    [Fact]
    public async Task What_is_not_told_yet_is_told_at_the_end()
    {
        using (var one = Chain())
        {
            await one.AskAsync(Question(1));
        }

        using var two = Chain();

        (await two.Handler.Usage.ReadFleetAsync()).Total.Cost.Should().Be(0.1m);
    }

    [Fact]
    public async Task A_store_that_has_forgotten_everything_is_told_all_again()
    {
        using var chain = Chain();
        await chain.AskAsync(Question(1));
        await chain.Handler.Usage.ReadFleetAsync();

        _shared.Forget();

        (await chain.Handler.Usage.ReadFleetAsync()).Should().BeEquivalentTo(new { IncludesOthers = true, Total = new { Attempts = 1L, Cost = 0.1m } });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_models_are_told_in_parts_but_not_for_ever_to_a_store_that_forgets_each(bool forgets)
    {
        var (clock, ledger) = (new ManualTimeProvider(), new CostLedger(new AccountingOptions(), new ManualTimeProvider(), NullLogger.Instance));
        using var sharing = new UsageSharing(_shared, ledger, 1000, clock, NullLogger.Instance);
        for (var model = 0; model < 250; model++)
        {
            ledger.Add(new UsageEntry { Source = CallSource.Api, Model = $"m{model}", Usage = new TokenUsage(), Cost = 1m });
        }

        _shared.ForgetsAlways = forgets;
        var standing = await sharing.ReadAsync(default);

        (standing is null).Should().Be(forgets);
        _shared.Answered.Should().HaveCount(3).And.OnlyContain(static exchange => exchange.Sums.Count <= 100);
        (standing?.ByModel.Count).Should().Be(forgets ? null : 250);
    }

    [Fact]
    public async Task Who_is_away_is_told_later_and_the_log_says_both_once()
    {
        using var chain = Chain();
        _shared.IsAway = true;
        await chain.AskAsync(Question(1));
        (await chain.Handler.Usage.ReadFleetAsync()).Should().BeEquivalentTo(new { IncludesOthers = false, Total = new { Attempts = 1L } });
        (await chain.Handler.Usage.ReadFleetAsync()).IncludesOthers.Should().BeFalse();

        _shared.IsAway = false;

        (await chain.Handler.Usage.ReadFleetAsync()).Should().BeEquivalentTo(new { IncludesOthers = true, Total = new { Attempts = 1L } });
        chain.Loggers.Lines.Count(static line => line.Contains("cannot be told", StringComparison.Ordinal)).Should().Be(1);
        chain.Loggers.Lines.Count(static line => line.Contains("are shared again", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task Who_is_silent_is_waited_for_two_seconds()
    {
        using var chain = Chain();
        var silence = new TaskCompletionSource();
        _shared.Silence = silence.Task;
        await chain.AskAsync(Question(1));

        var reading = chain.Handler.Usage.ReadFleetAsync();
        while (!reading.IsCompleted)
        {
            chain.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await reading).IncludesOthers.Should().BeFalse();
        silence.SetResult();
    }

    [Fact]
    public async Task Who_reads_can_leave_and_nothing_is_lost()
    {
        using var chain = Chain();
        var silence = new TaskCompletionSource();
        _shared.Silence = silence.Task;
        await chain.AskAsync(Question(1));
        using var leaving = new CancellationTokenSource();
        var reading = chain.Handler.Usage.ReadFleetAsync(leaving.Token);

        await leaving.CancelAsync();
        await ((Func<Task>)(() => reading)).Should().ThrowAsync<OperationCanceledException>();
        silence.SetResult();

        (await chain.Handler.Usage.ReadFleetAsync()).Total.Cost.Should().Be(0.1m);
    }

    /// <summary>Ten thousand tokens of Sonnet 5.5 are ten cents.</summary>
    private static ScriptedServer Server() => new("""
        {"type":"message","id":"msg_1","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[{"type":"text","text":"Yes."}],
         "usage":{"input_tokens":0,"output_tokens":10000}}
        """);

    private static string Question(int number) =>
        $$"""{"model":"claude-sonnet-5-5","max_tokens":15000,"messages":[{"role":"user","content":"Question {{number:00}}"}]}""";

    private ChainUnderTest Chain() => new(options => options.SharedUsage = _shared, Server());
}
