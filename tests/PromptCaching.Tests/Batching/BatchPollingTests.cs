using System.Net;
using PromptCaching.Messages.Batches;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Batching;

public sealed class BatchPollingTests
{
    [Fact]
    public void Intervals_grow_up_to_a_limit()
    {
        var polling = new BatchPolling { FirstInterval = TimeSpan.FromSeconds(4), LongestInterval = TimeSpan.FromSeconds(20) };

        Enumerable.Range(0, 6).Select(looks => polling.IntervalAfter(looks).TotalSeconds).Should().Equal(4, 6, 9, 13.5, 20, 20);
        polling.IntervalAfter(int.MaxValue).Should().Be(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData(null, 5)]
    [InlineData(3, 5)]
    [InlineData(90, 90)]
    [InlineData(10_000_000, 3600)]
    public void A_server_that_asks_for_time_gets_it_within_reason(int? asked, int waited) =>
        new BatchPolling().IntervalAfter(0, asked is { } seconds ? TimeSpan.FromSeconds(seconds) : null).Should().Be(TimeSpan.FromSeconds(waited));

    [Fact]
    public async Task A_day_is_waited_for_with_few_looks()
    {
        using var claude = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromHours(10));
        var made = await claude.Client.Batches.CreateAsync([ManyUnderTest.Asking("a")]);

        var ended = await claude.RunAsync(claude.Client.Batches.WaitUntilEndedAsync(made.Id!, new BatchPolling { TimeProvider = claude.Clock }));

        ended.HasEnded.Should().BeTrue();
        claude.Emulator.Calls.Count.Should().BeLessThan(330);
    }

    [Fact]
    public async Task Every_look_is_told_the_last_one_too()
    {
        using var claude = new ManyUnderTest(static options => options.BatchDuration = TimeSpan.FromSeconds(12));
        var made = await claude.Client.Batches.CreateAsync([ManyUnderTest.Asking("a"), ManyUnderTest.Asking("b")]);
        var told = new List<MessageBatch>();

        var ended = await claude.RunAsync(claude.Client.Batches.WaitUntilEndedAsync(
            made.Id!, new BatchPolling { TimeProvider = claude.Clock, Progress = new Telling(told) }));

        told.Should().HaveCountGreaterThan(1).And.OnlyContain(batch => batch.Id == made.Id);
        told.SkipLast(1).Should().OnlyContain(static batch => !batch.HasEnded);
        told[^1].Should().BeSameAs(ended);
        ended.RequestCounts!.Succeeded.Should().Be(2);
    }

    [Fact]
    public async Task A_failure_that_passes_is_waited_out_and_one_that_stays_is_thrown()
    {
        var looks = 0;
        using var http = new HttpClient(new Client.Scripted(() => ++looks <= 4
            ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : new HttpResponseMessage { Content = new StringContent("""{"id":"msgbatch_1","processing_status":"ended"}""") }));
        var clock = new ManualTimeProvider();
        var batches = new ClaudeClient(http, new ClaudeClientOptions()).Batches;
        var polling = new BatchPolling { TimeProvider = clock };

        var waiting = batches.WaitUntilEndedAsync("msgbatch_1", polling);
        while (!waiting.IsCompleted)
        {
            clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await waiting).HasEnded.Should().BeTrue();
        looks = -100;
        var failing = batches.WaitUntilEndedAsync("msgbatch_1", polling);
        while (!failing.IsCompleted)
        {
            clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        await FluentActions.Awaiting(() => failing).Should().ThrowAsync<ClaudeApiException>();
        looks.Should().Be(-95);
    }

    private sealed class Telling(List<MessageBatch> told) : IProgress<MessageBatch>
    {
        public void Report(MessageBatch value) => told.Add(value);
    }
}
