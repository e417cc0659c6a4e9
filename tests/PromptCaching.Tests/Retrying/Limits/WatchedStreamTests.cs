using PromptCaching.Retrying.Limits;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Retrying.Limits;

public sealed class WatchedStreamTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private readonly ManualTimeProvider _clock = new();
    private readonly FedStream _inner = new();
    private readonly WatchedStream _watched;

    public WatchedStreamTests() => _watched = new WatchedStream(_inner, Limit, _clock);

    public void Dispose() => _watched.Dispose();

    [Fact]
    public async Task Each_read_has_the_whole_time_and_the_time_between_reads_does_not_count()
    {
        for (var read = 0; read < 3; read++)
        {
            var reading = ReadAsync();
            _clock.Advance(Limit - TimeSpan.FromTicks(1));
            reading.IsCompleted.Should().BeFalse();
            _inner.Feed(1);
            (await reading).Should().Be(1);
            _clock.Advance(2 * Limit);
        }

        var silent = ReadAsync();
        _clock.Advance(Limit);

        (await silent.Invoking(it => it).Should().ThrowAsync<IOException>()).WithMessage("The answer was silent for 00:00:10 (Retrying:IdleTimeout)*");
    }

    [Fact]
    public async Task One_timer_serves_all_reads_and_goes_with_the_stream()
    {
        for (var read = 0; read < 3; read++)
        {
            var reading = ReadAsync();
            _clock.PendingTimers.Should().Be(1);
            _inner.Feed(1);
            await reading;
            _clock.PendingTimers.Should().Be(0);
        }

        var last = ReadAsync();
        _watched.Dispose();

        _clock.PendingTimers.Should().Be(0);
        last.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_reader_who_leaves_is_cancelled_by_its_own_token_and_may_read_again()
    {
        using var leaves = new CancellationTokenSource();
        var left = ReadAsync(leaves.Token);
        await leaves.CancelAsync();
        (await left.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(leaves.Token);

        var again = ReadAsync();
        _inner.Feed(2);

        (await again).Should().Be(2);
    }

    [Fact]
    public async Task A_reader_who_leaves_after_a_silence_has_left_and_a_silence_after_that_is_one_again()
    {
        var silent = ReadAsync();
        _clock.Advance(Limit);
        await silent.Invoking(it => it).Should().ThrowAsync<IOException>();
        using var leaves = new CancellationTokenSource();
        var left = ReadAsync(leaves.Token);
        await leaves.CancelAsync();
        await left.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        var again = ReadAsync();
        _clock.Advance(Limit);

        await again.Invoking(it => it).Should().ThrowAsync<IOException>();
    }

    [Fact]
    public void Whoever_lets_go_of_it_lets_go_of_the_connection()
    {
        _watched.Dispose();

        _inner.IsDisposed.Should().BeTrue();
    }

    private Task<int> ReadAsync(CancellationToken cancellationToken = default) => _watched.ReadAsync(new byte[10], cancellationToken).AsTask();

    /// <summary>Brings bytes when the test feeds it.</summary>
    private sealed class FedStream : MemoryStream
    {
        private TaskCompletionSource<int> _next = new();

        public bool IsDisposed { get; private set; }

        public void Feed(int count) => _next.SetResult(count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var next = _next = new TaskCompletionSource<int>();
            cancellationToken.Register(() => next.TrySetCanceled(cancellationToken));
            return new(next.Task);
        }

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
