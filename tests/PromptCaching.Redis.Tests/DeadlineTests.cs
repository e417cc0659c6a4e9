using PromptCaching.Testing;

namespace PromptCaching.Redis.Tests;

public sealed class DeadlineTests
{
    private static readonly TimeSpan _second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _clock = new();
    private readonly TaskCompletionSource<int> _reply = new();
    private readonly Deadline _deadline;

    public DeadlineTests() => _deadline = new Deadline(_second, _clock);

    [Fact]
    public async Task An_answer_in_time_is_the_answer()
    {
        var waiting = _deadline.WaitAsync(_reply.Task, "GET", CancellationToken.None);
        _reply.SetResult(7);

        (await waiting).Should().Be(7);
    }

    [Fact]
    public async Task Without_an_answer_the_wait_ends_with_the_clock()
    {
        var waiting = _deadline.WaitAsync(_reply.Task, "GET", CancellationToken.None);
        _clock.Advance(_second - TimeSpan.FromTicks(1));
        waiting.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        (await Assert.ThrowsAsync<TimeoutException>(() => waiting)).Message.Should().Contain("GET").And.Contain("00:00:01");
    }

    [Fact]
    public async Task A_failure_of_the_client_goes_through()
    {
        _reply.SetException(new IOException("away"));

        await Assert.ThrowsAsync<IOException>(() => _deadline.WaitAsync(_reply.Task, "GET", CancellationToken.None));
    }

    [Fact]
    public async Task Who_has_left_is_told_nothing_else()
    {
        using var leaving = new CancellationTokenSource();
        await leaving.CancelAsync();
        _reply.SetException(new IOException("away"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _deadline.WaitAsync(_reply.Task, "GET", leaving.Token));
    }

    [Fact]
    public void A_failure_that_nobody_waits_for_is_looked_at()
    {
        var unobserved = new List<Exception>();
        void Note(object? sender, UnobservedTaskExceptionEventArgs late) => unobserved.AddRange(late.Exception.InnerExceptions);
        TaskScheduler.UnobservedTaskException += Note;
        try
        {
            FailLate();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Note;
        }

        unobserved.Should().NotContain(static fault => fault.Message == "late");
    }

    private static void FailLate()
    {
        var late = new TaskCompletionSource<int>();
        Deadline.Abandon(late.Task);
        late.SetException(new IOException("late"));
    }
}
