using System.Net.Sockets;
using PromptCaching.Storage;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Storage;

public class StoreGuardTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);
    private readonly ManualTimeProvider _clock = new();
    private readonly RecordingLoggers _loggers = new();
    private readonly UnreliableStore _store = new();
    private readonly StoreGuard _guard;

    public StoreGuardTests() => _guard = new StoreGuard(_store, () => Limit, _clock, _loggers);

    [Fact]
    public async Task A_store_that_works_is_heard()
    {
        (await _guard.WriteAsync("a", [1, 2], TimeSpan.FromMinutes(1), default)).Should().Be(StoreFault.None);
        (await ReadAsync("a")).Bytes!.Value.ToArray().Should().Equal(1, 2);
        (await _guard.RemoveAsync("a", default)).Should().Be(StoreFault.None);
        (await ReadAsync("a")).Bytes.Should().BeNull();
        _store.Lifetimes.Should().Equal(TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData("a", 3, true)]
    [InlineData("a", 2, false)]
    [InlineData("b", 3, false)]
    public async Task A_store_of_buffers_is_heard_too_and_what_is_too_long_is_nothing(string key, int longest, bool isThere)
    {
        var guard = new StoreGuard(new BufferStore { Entries = { ["a"] = [1, 2, 3] } }, () => Limit, _clock, _loggers);

        var read = await guard.ReadAsync(key, longest, default);

        guard.TakesBuffers.Should().BeTrue();
        (read.Fault, read.Bytes is not null, read.Pooled is not null).Should().Be((StoreFault.None, isThere, isThere));
        (read.Bytes?.ToArray() ?? []).Should().Equal(isThere ? [1, 2, 3] : []);
    }

    [Fact]
    public async Task What_stores_throw_is_told_apart()
    {
        (Exception Thrown, StoreFault Fault)[] all =
        [
            (new TimeoutException(), StoreFault.Timeout),
            (new SocketException(), StoreFault.Connection),
            (new IOException(), StoreFault.Connection),
            (new InvalidOperationException("wrapped", new SocketException()), StoreFault.Connection),
            (new LostConnectionException(), StoreFault.Connection),
            (new OperationCanceledException(), StoreFault.Other),
            (new InvalidOperationException(), StoreFault.Other),
        ];
        foreach (var (thrown, fault) in all)
        {
            _store.OnRead = (_, _) => Task.FromException<byte[]?>(thrown);
            (await ReadAsync("a")).Should().Be(StoreRead.Failed(fault));
            _store.OnRead = (_, _) => throw thrown;
            (await ReadAsync("a")).Fault.Should().Be(fault);
            _store.OnRead = null;
            await ReadAsync("a");
        }
    }

    [Fact]
    public async Task A_call_that_hangs_is_abandoned_in_its_time_whether_it_listens_or_not()
    {
        var deaf = new TaskCompletionSource<byte[]?>();
        _store.OnRead = (_, _) => deaf.Task;

        var read = ReadAsync("a").AsTask();
        _clock.Advance(Limit - TimeSpan.FromTicks(1));
        read.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromTicks(1));

        (await read).Fault.Should().Be(StoreFault.Timeout);
    }

    [Fact]
    public async Task What_an_abandoned_call_throws_later_is_looked_at()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e) => unobserved += e.Exception.ToString().Contains("late of this test", StringComparison.Ordinal) ? 1 : 0;
        TaskScheduler.UnobservedTaskException += Count;
        await AbandonAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Count;

        unobserved.Should().Be(0);
    }

    [Fact]
    public async Task After_five_failures_in_a_row_the_store_is_left_alone_and_then_tried_ever_more_rarely()
    {
        Break();
        for (var failure = 1; failure <= 4; failure++)
        {
            await ReadAsync("a");
            _guard.IsLeftAlone.Should().BeFalse();
        }

        await ReadAsync("a");
        _guard.IsLeftAlone.Should().BeTrue();

        foreach (var seconds in (int[])[5, 10, 20, 40, 60, 60])
        {
            var asked = _store.Reads.Count;
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            (await ReadAsync("a")).Fault.Should().Be(StoreFault.NotAsked);
            _store.Reads.Count.Should().Be(asked);

            _clock.Advance(TimeSpan.FromTicks(1));
            (await ReadAsync("a")).Fault.Should().Be(StoreFault.Connection);
            _store.Reads.Count.Should().Be(asked + 1);
        }

        _store.OnRead = null;
        _clock.Advance(TimeSpan.FromSeconds(60));
        (await ReadAsync("a")).Fault.Should().Be(StoreFault.None);
        _guard.IsLeftAlone.Should().BeFalse();
    }

    [Fact]
    public async Task A_success_in_between_begins_the_count_anew_and_the_waits_too()
    {
        for (var round = 0; round < 3; round++)
        {
            Break();
            await FailAsync(4);
            _store.OnRead = null;
            await ReadAsync("a");
            _guard.IsLeftAlone.Should().BeFalse();
        }

        Break();
        await FailAsync(5);
        _guard.IsLeftAlone.Should().BeTrue();
        _clock.Advance(TimeSpan.FromSeconds(5));
        _store.OnRead = null;
        await ReadAsync("a");
        Break();
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await ReadAsync("a")).Fault.Should().Be(StoreFault.Connection, "the wait began at five seconds again");
    }

    [Fact]
    public async Task Only_one_call_tries_a_store_that_was_left_alone()
    {
        Break();
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var gate = new TaskCompletionSource<byte[]?>();
        _store.OnRead = (_, _) => gate.Task;

        var probe = ReadAsync("a").AsTask();
        (await ReadAsync("b")).Fault.Should().Be(StoreFault.NotAsked);
        gate.SetResult([1]);

        (await probe).Bytes.Should().NotBeNull();
        (await ReadAsync("c")).Fault.Should().Be(StoreFault.None);
    }

    [Fact]
    public async Task A_caller_who_leaves_is_no_failure_and_gives_the_try_to_the_next()
    {
        using var leaving = new CancellationTokenSource();
        _store.OnRead = (_, _) => new TaskCompletionSource<byte[]?>().Task;
        for (var call = 0; call < 10; call++)
        {
            using var one = new CancellationTokenSource();
            var read = _guard.ReadAsync("a", 100, one.Token).AsTask();
            await one.CancelAsync();
            await read.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        }

        _guard.IsLeftAlone.Should().BeFalse();
        Break();
        await FailAsync(5);
        _clock.Advance(TimeSpan.FromSeconds(5));
        _store.OnRead = (_, _) => new TaskCompletionSource<byte[]?>().Task;
        var probe = _guard.ReadAsync("a", 100, leaving.Token).AsTask();
        await leaving.CancelAsync();
        await probe.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        _store.OnRead = null;
        (await ReadAsync("a")).Fault.Should().Be(StoreFault.None);
    }

    [Fact]
    public async Task The_log_says_once_that_the_store_is_left_alone_and_once_that_it_is_back()
    {
        Break();
        await FailAsync(5);
        var before = Lines("Warning").Count;
        await FailAsync(100);
        Lines("Warning").Count.Should().Be(before);
        Lines("Warning")[^1].Should().Contain("left alone for a while");

        _clock.Advance(TimeSpan.FromSeconds(5));
        _store.OnRead = null;
        await ReadAsync("a");
        await ReadAsync("a");

        Lines("Information").Should().Equal("Information: The cache store works again.");
    }

    [Fact]
    public async Task The_log_names_what_failed_and_what_was_left_undone()
    {
        _store.OnRemove = static (_, _) => throw new SocketException();
        await _guard.RemoveAsync("a", default);
        Lines("Warning").Should().ContainSingle().Which.Should().Contain("failed to remove; the call goes on");

        Break();
        await FailAsync(5);
        Lines("Debug").Should().ContainSingle().Which.Should().Contain("left alone for now: no read");

        _clock.Advance(TimeSpan.FromSeconds(5));
        await ReadAsync("a");
        Lines("Debug").Should().HaveCount(2).And.Subject.Last().Should().Contain("still fails to read");
    }

    [Fact]
    public async Task Who_has_left_is_told_so_by_the_store_in_this_process_too()
    {
        var guard = new StoreGuard(new BoundedMemoryCache(static () => 1000, _clock), () => Limit, _clock, _loggers);

        await guard.Invoking(it => it.ReadAsync("a", 100, new CancellationToken(canceled: true)).AsTask()).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_value_that_is_too_long_is_none()
    {
        _store.Entries["a"] = new byte[101];
        _store.Entries["b"] = new byte[100];

        (await ReadAsync("a")).Should().Be(StoreRead.Nothing);
        (await ReadAsync("b")).Bytes!.Value.Length.Should().Be(100);
    }

    private ValueTask<StoreRead> ReadAsync(string key) => _guard.ReadAsync(key, 100, CancellationToken.None);

    private void Break() => _store.OnRead = (_, _) => throw new SocketException();

    private async Task FailAsync(int times)
    {
        for (var failure = 0; failure < times; failure++)
        {
            await ReadAsync("a");
        }
    }

    private async Task AbandonAsync()
    {
        var late = new TaskCompletionSource<byte[]?>();
        _store.OnRead = (_, _) => late.Task;
        var read = ReadAsync("a").AsTask();
        _clock.Advance(Limit);
        await read;
        late.SetException(new InvalidOperationException("late of this test"));
        _store.OnRead = null;
    }

    private List<string> Lines(string level) => [.. _loggers.Lines.Where(line => line.StartsWith(level, StringComparison.Ordinal))];

    private sealed class LostConnectionException : Exception;
}
