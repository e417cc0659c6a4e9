using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public sealed class ClearingRegisterTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly UnreliableStore _store = new();
    private readonly ClearingRegister _register;

    public ClearingRegisterTests() =>
        _register = new ClearingRegister(new StoreGuard(_store, static () => TimeSpan.FromSeconds(1), _clock, NullLogger.Instance), static () => "cleared", _clock);

    public void Dispose() => _register.Dispose();

    [Theory]
    [InlineData(40, 10, 40)]
    [InlineData(10, 40, 40)]
    [InlineData(10, 20, 31)]
    [InlineData(31, 31, 31)]
    public async Task What_was_cleared_is_remembered_longer_than_any_entry_and_a_month_at_least(int first, int second, int expected)
    {
        _register.RemembersFor(TimeSpan.FromDays(first));
        _register.RemembersFor(TimeSpan.FromDays(second));

        (await _register.ClearAsync(7, 0, "seven", default)).Should().Be(new CacheClearance("seven", _clock.GetUtcNow(), IsShared: true));

        _store.Lifetimes.Should().Equal(TimeSpan.FromDays(expected));
    }

    [Fact]
    public async Task The_store_is_asked_after_half_a_second_and_waited_for_after_a_whole_one()
    {
        await _register.BringUpToDateAsync(default);
        _store.Reads.Should().HaveCount(1);
        _clock.Advance(TimeSpan.FromSeconds(0.5) - TimeSpan.FromTicks(1));
        await _register.BringUpToDateAsync(default);
        _store.Reads.Should().HaveCount(1);

        var answer = new TaskCompletionSource<byte[]?>();
        _store.OnRead = (_, _) => answer.Task;
        _clock.Advance(TimeSpan.FromTicks(1));
        var ahead = _register.BringUpToDateAsync(default);
        (ahead.IsCompletedSuccessfully, _store.Reads.Count).Should().Be((true, 2), "nobody waits for a look ahead");
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        var waiting = _register.BringUpToDateAsync(default).AsTask();
        (waiting.IsCompleted, _store.Reads.Count).Should().Be((false, 2), "it is the same look");

        answer.SetResult(null);
        await waiting;
    }

    [Fact]
    public async Task A_clock_that_was_set_back_makes_no_clearing_older_than_an_earlier_one()
    {
        _store.Entries["cleared"] = ClearingDocument.Write(ClearingStamps.None.With(7, new ClearingStamp(_clock.GetUtcNow().AddMinutes(5).ToUnixTimeMilliseconds(), 0)));
        await _register.BringUpToDateAsync(default);
        var version = _register.Version;

        (await _register.ClearAsync(7, 0, "seven", default)).At.Should().Be(_clock.GetUtcNow().AddMinutes(5));
        (await _register.ClearAsync(8, 0, "eight", default)).At.Should().Be(_clock.GetUtcNow());
        _register.Version.Should().BeGreaterThan(version);
    }

    [Fact]
    public async Task Where_nothing_is_known_and_nothing_written_nobody_looks_again()
    {
        await _register.BringUpToDateAsync(default);
        _clock.PendingTimers.Should().Be(0);

        _store.OnWrite = static (_, _) => Task.FromException(new IOException());
        (await _register.ClearAsync(7, 0, "seven", default)).IsShared.Should().BeFalse();
        _clock.PendingTimers.Should().Be(1, "it is put back as soon as the store takes it");
    }
}
