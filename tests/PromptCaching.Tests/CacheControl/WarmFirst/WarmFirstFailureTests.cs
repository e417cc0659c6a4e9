using PromptCaching.CacheControl.WarmFirst;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

/// <summary>What goes wrong with the one that goes first, or with one that waits, is felt by that one alone.</summary>
public sealed class WarmFirstFailureTests
{
    [Theory]
    [InlineData("the connection breaks")]
    [InlineData("its caller leaves")]
    [InlineData("the API refuses it")]
    public async Task One_that_fails_hands_over_to_exactly_one(string how)
    {
        using var burst = new Burst();
        using var leaving = new CancellationTokenSource();
        var first = burst.AskAsync(100, cancellationToken: leaving.Token);
        var others = burst.AskAll(10);
        var held = await burst.Server.NextAsync();

        if (how == "the API refuses it")
        {
            burst.Emulator.Enqueue(EmulatedAnswer.Overloaded());
            held.LetIn();
        }
        else if (how == "its caller leaves")
        {
            await leaving.CancelAsync();
        }
        else
        {
            held.Break();
        }

        var second = await burst.Server.NextAsync();
        await first.ContinueWith(static _ => { }, TaskScheduler.Default);
        burst.Server.Arrived.Should().Be(2);
        second.LetIn();
        await burst.LetInAsync(9);

        (await Task.WhenAll(others)).Should().OnlyContain(answered => answered.Status == 200);
        (burst.Writes, burst.Reads).Should().Be((1, 9));
    }

    [Fact]
    public async Task One_that_waits_and_leaves_takes_nobody_along()
    {
        using var burst = new Burst();
        using var leaving = new CancellationTokenSource();
        var first = burst.AskAsync(0);
        var leaver = burst.AskAsync(1, cancellationToken: leaving.Token);
        var patient = burst.AskAsync(2);

        await leaving.CancelAsync();
        await leaver.Invoking(call => call).Should().ThrowAsync<OperationCanceledException>();
        burst.Server.Arrived.Should().Be(1);
        await burst.LetInAsync(2);

        (await first).Status.Should().Be(200);
        (await patient).Report.Usage!.CacheRead.Should().BePositive();
        burst.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task After_the_longest_wait_all_go_and_none_fails()
    {
        using var burst = new Burst();
        var calls = burst.AskAll(5);

        burst.Clock.Advance(Burst.LongestWait - TimeSpan.FromMilliseconds(1));
        burst.Server.Arrived.Should().Be(1);
        burst.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await burst.LetInAsync(5);

        var reports = (await Task.WhenAll(calls)).Select(answered => answered.Report).ToList();
        reports.Skip(1).Should().OnlyContain(report => report.Error == null && report.PrefixWait == Burst.LongestWait);
    }

    [Fact]
    public async Task Those_that_fail_one_after_another_do_not_add_up_to_more_than_the_longest_wait()
    {
        using var burst = new Burst();
        var calls = burst.AskAll(3);
        (await burst.Server.NextAsync()).Break();
        var second = await burst.Server.NextAsync();

        burst.Clock.Advance(Burst.LongestWait);
        (await burst.Server.NextAsync()).LetIn();
        second.LetIn();

        await calls[0].Invoking(call => call).Should().ThrowAsync<HttpRequestException>();

        // Which of the two goes next is left open; the other waits for it, but not for longer than for one.
        var waits = (await Task.WhenAll(calls[1], calls[2])).Select(static call => call.Report.PrefixWait);
        waits.Max().Should().Be(Burst.LongestWait);
    }

    [Fact]
    public async Task Behind_an_answer_that_is_not_streamed_they_wait_as_long_as_a_stream_takes_to_begin()
    {
        using var burst = new Burst();
        var before = burst.AskAsync(0, "before");
        burst.Clock.Advance(TimeSpan.FromSeconds(0.8));
        await burst.LetInAsync(1);
        await before;

        var calls = burst.AskAll(4, streams: false);
        burst.Clock.Advance(TimeSpan.FromSeconds(0.799));
        burst.Server.Arrived.Should().Be(2);
        burst.Clock.Advance(TimeSpan.FromSeconds(0.001));
        await burst.LetInAsync(4);

        var reports = (await Task.WhenAll(calls)).Select(answered => answered.Report).ToList();
        reports.Skip(1).Should().OnlyContain(report => report.PrefixWait == TimeSpan.FromSeconds(0.8));
        reports.Skip(1).Should().OnlyContain(report => report.Verdict.ExpectedReadTokens > Burst.Long, "they count on what the first must have written by then");
    }

    [Fact]
    public async Task While_no_stream_was_seen_a_usual_time_is_taken()
    {
        using var burst = new Burst();
        var calls = burst.AskAll(2, streams: false);

        burst.Clock.Advance(FirstByteTimes.Unknown);
        await burst.LetInAsync(2);

        (await Task.WhenAll(calls))[1].Report.PrefixWait.Should().Be(FirstByteTimes.Unknown);
    }

    [Fact]
    public async Task A_caller_who_is_slow_to_read_its_stream_keeps_nobody()
    {
        using var burst = new Burst();
        var first = burst.Http.SendAsync(ChainUnderTest.Post(Burst.Body(0).Utf8()), HttpCompletionOption.ResponseHeadersRead);
        var other = burst.AskAsync(1);
        await burst.LetInAsync(1);
        using var unread = await first;

        burst.Server.Arrived.Should().Be(1);
        burst.Clock.Advance(TimeSpan.FromMilliseconds(100));
        await burst.LetInAsync(1);

        (await other).Status.Should().Be(200);
    }

    [Fact]
    public async Task When_the_API_refuses_our_breakpoints_all_learn_it_from_one()
    {
        const string Complaint = "messages.0.content.0.cache_control: Extra inputs are not permitted";
        using var burst = new Burst();
        burst.Emulator.Enqueue(EmulatedAnswer.Error(400, "invalid_request_error", Complaint));
        var calls = burst.AskAll(6);

        await burst.LetInAsync(1);
        var again = await burst.Server.NextAsync();
        burst.Server.Arrived.Should().Be(2, "the first is sent once more, and the others wait for what comes of it");
        again.LetIn();
        await burst.LetInAsync(5);

        var reports = (await Task.WhenAll(calls)).Select(answered => answered.Report).ToList();
        reports.Count(report => report.MarkersRefused != null).Should().Be(1);
    }
}
