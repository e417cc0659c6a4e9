using PromptCaching.Retrying;
using PromptCaching.Retrying.Circuits;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Retrying.Circuits;

public sealed class CircuitTests
{
    private static readonly RetryingOptions _options = new() { BreakerMinAttempts = 10, BreakerFailureShare = 0.5, BreakDuration = TimeSpan.FromSeconds(1) };
    private readonly ManualTimeProvider _clock = new();
    private readonly Circuit _circuit;

    public CircuitTests() => _circuit = new Circuit(_clock);

    [Fact]
    public void It_opens_when_half_of_enough_attempts_failed()
    {
        for (var attempt = 0; attempt < 9; attempt++)
        {
            Try(failed: attempt % 2 == 0).Should().Be(CircuitChange.None);
        }

        Try(failed: true).Should().Be(CircuitChange.Opened);
        _circuit.Enter(_options).Should().BeEquivalentTo(new { IsPermitted = false, Wait = TimeSpan.FromSeconds(1) });
    }

    [Fact]
    public void Few_failures_do_not_open_it_however_bad_their_share()
    {
        for (var attempt = 0; attempt < 9; attempt++)
        {
            Try(failed: true).Should().Be(CircuitChange.None);
        }
    }

    [Fact]
    public void Failures_of_long_ago_do_not_count()
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            Try(failed: true).Should().Be(CircuitChange.None);
            _clock.Advance(TimeSpan.FromSeconds(2));
        }
    }

    [Fact]
    public void After_the_pause_one_attempt_goes_through_and_its_success_closes_it()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(1));

        var probe = _circuit.Enter(_options);
        probe.Should().BeEquivalentTo(new { IsPermitted = true, IsProbe = true });
        _circuit.Enter(_options).IsPermitted.Should().BeFalse();

        _circuit.End(probe, failed: false, _options).Should().Be(CircuitChange.Closed);
        _circuit.Enter(_options).Should().BeEquivalentTo(new { IsPermitted = true, IsProbe = false });
    }

    [Fact]
    public void A_failed_probe_begins_the_pause_anew()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(1));
        var probe = _circuit.Enter(_options);
        _clock.Advance(TimeSpan.FromSeconds(0.5));

        _circuit.End(probe, failed: true, _options).Should().Be(CircuitChange.None);

        _circuit.Enter(_options).Wait.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void A_probe_that_nobody_hears_of_again_keeps_nobody_out()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _circuit.Enter(_options).IsProbe.Should().BeTrue();

        _clock.Advance(TimeSpan.FromSeconds(1));

        _circuit.Enter(_options).IsProbe.Should().BeTrue();
    }

    [Fact]
    public void What_was_sent_before_it_opened_does_not_close_it()
    {
        var early = _circuit.Enter(_options);
        Open();

        _circuit.End(early, failed: false, _options).Should().Be(CircuitChange.None);

        _circuit.Enter(_options).IsPermitted.Should().BeFalse();
    }

    [Fact]
    public void Exactly_half_of_just_enough_attempts_is_enough()
    {
        for (var attempt = 0; attempt < 9; attempt++)
        {
            Try(failed: attempt >= 5).Should().Be(CircuitChange.None);
        }

        Try(failed: true).Should().Be(CircuitChange.Opened);
        _circuit.Enter(_options).Should().Be(new CircuitPass(false, TimeSpan.FromSeconds(1), 1, IsProbe: false));
    }

    [Fact]
    public void A_wait_is_in_vain_when_the_pause_ends_after_it_and_not_when_it_ends_with_it()
    {
        _circuit.IsOpenAfter(TimeSpan.Zero).Should().BeFalse("calls go through");
        Open();

        _circuit.IsOpenAfter(TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1)).Should().BeTrue();
        _circuit.IsOpenAfter(TimeSpan.FromSeconds(1)).Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        _circuit.IsOpenAfter(TimeSpan.FromSeconds(0.5)).Should().BeFalse();
    }

    [Fact]
    public void A_success_does_not_open_it_whatever_came_before()
    {
        for (var attempt = 0; attempt < 9; attempt++)
        {
            Try(failed: true);
        }

        Try(failed: false).Should().Be(CircuitChange.None);
        Try(failed: true).Should().Be(CircuitChange.Opened);
    }

    [Fact]
    public void Once_closed_it_counts_from_nothing()
    {
        Open();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _circuit.End(_circuit.Enter(_options), failed: false, _options);

        for (var attempt = 0; attempt < 9; attempt++)
        {
            Try(failed: true).Should().Be(CircuitChange.None);
        }
    }

    [Fact]
    public void A_clock_that_is_set_back_keeps_nobody_out()
    {
        var clock = new ClockOnTheWall();
        var circuit = new Circuit(clock);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            circuit.End(circuit.Enter(_options), failed: true, _options);
        }

        clock.SetBack(TimeSpan.FromHours(1));
        clock.Passed = TimeSpan.FromSeconds(1);

        circuit.Enter(_options).IsProbe.Should().BeTrue();
    }

    private void Open()
    {
        for (var attempt = 0; attempt < 10; attempt++)
        {
            Try(failed: true);
        }
    }

    private CircuitChange Try(bool failed) => _circuit.End(_circuit.Enter(_options), failed, _options);

    /// <summary>A machine's clock, which is set now and then, beside its count of the time that has passed.</summary>
    private sealed class ClockOnTheWall : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _now + Passed;

        public override long GetTimestamp() => Passed.Ticks;

        public void SetBack(TimeSpan time) => _now -= time;
    }
}
