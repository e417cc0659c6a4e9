using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Accounting;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class UsageSharingTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly SpokenUsage _others = new();
    private readonly RecordingLoggers _log = new();
    private readonly WatchedTime _time;
    private readonly CostLedger _ledger;
    private readonly UsageSharing _sharing;

    public UsageSharingTests()
    {
        _time = new WatchedTime(_clock);
        _ledger = new CostLedger(new AccountingOptions(), _clock, NullLogger.Instance);
        _sharing = new UsageSharing(_others, _ledger, 2, _time, _log);
    }

    [Fact]
    public async Task News_are_told_after_a_second_all_at_once_and_without_asking()
    {
        Spend("a", "b", "a");
        _clock.PendingTimers.Should().Be(1);
        _clock.Advance(_second - TimeSpan.FromTicks(1));
        _others.IsSilent.Should().BeTrue();
        _clock.Advance(TimeSpan.FromTicks(1));
        var word = await _others.NextAsync();
        word.Exchange.Process.Should().MatchRegex("^[0-9A-F]{16}$");
        word.Exchange.Should().BeEquivalentTo(new { Memory = (string?)null, IsAsking = false, Acknowledged = new Dictionary<string, UsageTotals>() });
        Attempts(word.Exchange.Sums).Should().BeEquivalentTo(new Dictionary<string, long> { ["a"] = 2, ["b"] = 1 });
        word.Take();
    }

    [Fact]
    public async Task Only_what_is_new_is_told_with_what_of_it_was_acknowledged()
    {
        Spend("a", "b");
        await ReadAsync();
        Spend("b");
        var (word, standing) = await ReadAsync();
        word.Exchange.Should().BeEquivalentTo(new { Memory = "m", IsAsking = true });
        Attempts(word.Exchange.Sums).Should().Equal(new Dictionary<string, long> { ["b"] = 2 });
        Attempts(word.Exchange.Acknowledged).Should().Equal(new Dictionary<string, long> { ["b"] = 1 });
        standing.Should().NotBeNull();
    }

    [Fact]
    public async Task Models_beyond_the_bound_share_a_sum_and_one_without_a_name_has_none()
    {
        Spend(null, "a", "b", "c");
        var (word, _) = await ReadAsync();
        Attempts(word.Exchange.Sums).Should().BeEquivalentTo(new Dictionary<string, long> { [""] = 1, ["a"] = 1, [IClaudeUsage.OtherNames] = 2 });
    }

    [Fact]
    public async Task Without_news_who_asks_is_answered_and_the_timer_says_nothing()
    {
        var (word, standing) = await ReadAsync();
        word.Exchange.Should().BeEquivalentTo(new { IsAsking = true, Sums = new Dictionary<string, UsageTotals>() });
        standing!.Memory.Should().Be("m");
        Spend("a");
        await ReadAsync();
        _clock.Advance(_second);
        _sharing.Dispose();
        _others.IsSilent.Should().BeTrue("all is told");
    }

    [Fact]
    public async Task A_store_that_has_forgotten_is_told_all_again_in_its_new_memory()
    {
        Spend("a", "b");
        await ReadAsync();
        Spend("b");
        var reading = _sharing.ReadAsync(default);
        (await _others.NextAsync()).Take("another");
        var again = await _others.NextAsync();
        again.Exchange.Memory.Should().Be("another");
        Attempts(again.Exchange.Sums).Should().Equal(new Dictionary<string, long> { ["a"] = 1 });
        again.Exchange.Acknowledged.Should().BeEmpty();
        var standing = again.Take("another");
        (await reading).Should().BeSameAs(standing);
    }

    [Fact]
    public async Task A_store_that_forgets_as_soon_as_it_is_told_is_away()
    {
        Spend("a");
        await ReadAsync();
        Spend("a", "b");
        var reading = _sharing.ReadAsync(default);
        (await _others.NextAsync()).Take("second");
        (await _others.NextAsync()).Take("third");
        (await reading).Should().BeNull();
        _log.Lines.Should().Equal(
            "Warning: Those who share the totals of usage cannot be told (The shared totals are forgotten as soon as they are told.): "
            + "they are told later, and until then totals are this process's own.");
    }

    [Fact]
    public async Task Who_is_away_is_told_again_after_a_second_and_the_log_says_both_once()
    {
        Spend("a");
        await _time.WoundAsync();
        for (var attempt = 0; attempt < 2; attempt++)
        {
            _clock.Advance(_second);
            (await _others.NextAsync()).Answer.SetException(new IOException("gone"));
            (await _time.WoundAsync()).Should().Be(_second);
        }

        _clock.Advance(_second);
        var word = await _others.NextAsync();
        Attempts(word.Exchange.Sums).Should().Equal(new Dictionary<string, long> { ["a"] = 1 });
        word.Take();
        while (_log.Lines.Count < 2)
        {
            await Task.Yield();
        }

        _log.Lines.Should().Equal(
            "Warning: Those who share the totals of usage cannot be told (gone): they are told later, and until then totals are this process's own.",
            "Information: The totals of usage are shared again, and what was used meanwhile is told.");
    }

    [Fact]
    public async Task Who_is_silent_for_two_seconds_is_away_and_need_not_answer_any_more()
    {
        var reading = _sharing.ReadAsync(default);
        var word = await _others.NextAsync();
        while (_clock.PendingTimers == 0)
        {
            await Task.Yield();
        }

        _clock.Advance(TimeSpan.FromSeconds(2) - TimeSpan.FromTicks(1));
        (reading.IsCompleted, word.Leaving.IsCancellationRequested).Should().Be((false, false));
        _clock.Advance(TimeSpan.FromTicks(1));
        (await reading).Should().BeNull();
        word.Leaving.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public async Task Who_reads_and_leaves_has_what_it_would_have_told_told_later()
    {
        Spend("a");
        await _time.WoundAsync();
        using var leaving = new CancellationTokenSource();
        var reading = _sharing.ReadAsync(leaving.Token);
        var word = await _others.NextAsync();
        await leaving.CancelAsync();
        await reading.Invoking(static one => one).Should().ThrowAsync<OperationCanceledException>();
        word.Leaving.IsCancellationRequested.Should().BeTrue();
        (await _time.WoundAsync()).Should().Be(_second);
        _clock.Advance(_second);
        Attempts((await _others.NextAsync()).Exchange.Sums).Should().ContainKey("a");
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task Two_who_read_take_turns()
    {
        var first = _sharing.ReadAsync(default);
        var second = _sharing.ReadAsync(default);
        var word = await _others.NextAsync();
        _others.IsSilent.Should().BeTrue();
        word.Take();
        (await _others.NextAsync()).Take();
        (await first).Should().NotBeNull();
        (await second).Should().NotBeNull();
    }

    [Fact]
    public async Task The_last_word_is_said_at_the_end_and_waited_for()
    {
        Spend("a");
        var ending = Task.Run(_sharing.Dispose);
        var word = await _others.NextAsync();
        ending.IsCompleted.Should().BeFalse();
        Attempts(word.Exchange.Sums).Should().Equal(new Dictionary<string, long> { ["a"] = 1 });
        word.Take();
        await ending;
        Spend("b");
        _sharing.Dispose();
        await NoTimerIsLeftAsync();
        _others.IsSilent.Should().BeTrue("what comes after the end is not told");
    }

    [Fact]
    public async Task An_end_waits_for_what_is_being_told()
    {
        Spend("a");
        _clock.Advance(_second);
        var word = await _others.NextAsync();
        var ending = Task.Run(_sharing.Dispose);
        for (var turn = 0; turn < 1000; turn++)
        {
            await Task.Yield();
        }

        ending.IsCompleted.Should().BeFalse();
        word.Take();
        await ending;
        _others.IsSilent.Should().BeTrue("all was told");
    }

    [Fact]
    public void It_can_be_made_where_nothing_flows_already()
    {
        using var flow = ExecutionContext.SuppressFlow();
        using var sharing = new UsageSharing(_others, _ledger, 2, _clock, _log);
        ExecutionContext.IsFlowSuppressed().Should().BeTrue();
    }

    [Fact]
    public async Task An_end_does_not_wait_for_who_is_away()
    {
        Spend("a");
        await _time.WoundAsync();
        _clock.Advance(_second);
        (await _others.NextAsync()).Answer.SetException(new IOException("gone"));
        await _time.WoundAsync();
        _sharing.Dispose();
        _others.IsSilent.Should().BeTrue();
        await NoTimerIsLeftAsync();
    }

    /// <summary>Whoever waited for an answer hears it before the timer of the waiting is taken down.</summary>
    private async Task NoTimerIsLeftAsync()
    {
        while (_clock.PendingTimers > 0)
        {
            await Task.Yield();
        }
    }

    private static Dictionary<string, long> Attempts(IReadOnlyDictionary<string, UsageTotals> sums) =>
        sums.ToDictionary(static pair => pair.Key, static pair => pair.Value.Attempts);

    private void Spend(params string?[] models) =>
        Array.ForEach(models, model => _ledger.Add(new UsageEntry { Source = CallSource.Api, Model = model, Usage = new(), Cost = 1m }));

    private async Task<(SpokenUsage.Word Word, UsageStanding? Standing)> ReadAsync()
    {
        var reading = _sharing.ReadAsync(default);
        var word = await _others.NextAsync();
        word.Take();
        return (word, await reading);
    }
}
