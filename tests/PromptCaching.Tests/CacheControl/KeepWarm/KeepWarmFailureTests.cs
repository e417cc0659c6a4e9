using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>What goes wrong with a call of ours is felt by nobody, and costs no more than was allowed.</summary>
public sealed class KeepWarmFailureTests
{
    private static readonly TimeSpan _eightMinutes = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task What_the_API_refuses_is_not_sent_again()
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(2, TimeSpan.FromMinutes(8));
        await quiet.AskAsync();
        quiet.Emulator.Enqueue(EmulatedAnswer.Error(400, "invalid_request_error", "max_tokens: 0 is not supported here"));
        await quiet.PassAsync(_eightMinutes);
        var before = quiet.Refreshes.Count();

        await quiet.AskAsync(4, _eightMinutes);

        quiet.Refreshes.Count(report => report.Error is not null).Should().Be(1);
        quiet.Refreshes.Should().HaveCount(before);
        quiet.Loggers.Lines.Where(line => line.StartsWith("Warning: A call to keep a prefix", StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Should().Contain("HTTP 400");
    }

    [Theory]
    [InlineData("overloaded")]
    [InlineData("no connection")]
    public async Task What_fails_rests_until_the_prefix_is_used_again(string how)
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(2, _eightMinutes);
        await quiet.AskAsync();
        quiet.Emulator.Enqueue(how == "overloaded" ? EmulatedAnswer.Overloaded() : EmulatedAnswer.ConnectionFailure());
        var before = quiet.Refreshes.Count();

        await quiet.PassAsync(TimeSpan.FromHours(1));
        quiet.Refreshes.Skip(before).Should().ContainSingle().Which.Error.Should().NotBeNull();
        await quiet.AskAsync(1, _eightMinutes);

        quiet.Refreshes.Last().Error.Should().BeNull();
    }

    [Fact]
    public async Task An_overloaded_model_is_not_replaced_by_another()
    {
        using var quiet = new QuietHours(options =>
        {
            options.Retrying.Enabled = true;
            options.Retrying.MaxRetries = 0;
            options.Retrying.FallbackModels = ["claude-sonnet-5-5"];
        });
        await quiet.AskAsync(2, _eightMinutes);
        await quiet.AskAsync();
        quiet.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        await quiet.PassAsync(_eightMinutes);

        quiet.Emulator.Calls.Should().OnlyContain(call => call.Model == "claude-haiku-5-5");
    }

    [Fact]
    public async Task No_day_costs_more_than_was_allowed()
    {
        using var free = new QuietHours();
        await free.AskAsync(3, _eightMinutes);
        var one = free.Refreshes.First().Cost!.Value;

        // Until an answer says what it cost, a call counts as if it had to write: 12.5 times as much as a read.
        using var quiet = new QuietHours(options => options.KeepWarm.MaxUsdPerDay = one * 16);
        await quiet.AskAsync(60, _eightMinutes);
        var today = quiet.Refreshes.Sum(report => report.Cost!.Value);
        quiet.Loggers.Lines.Where(line => line.StartsWith("Warning: Claude:KeepWarm:MaxUsdPerDay", StringComparison.Ordinal)).Should().ContainSingle();
        await quiet.PassAsync(TimeSpan.FromHours(17));
        await quiet.AskAsync(4, _eightMinutes);

        today.Should().BeInRange(one * 2, one * 16);
        quiet.Refreshes.Sum(report => report.Cost!.Value).Should().BeGreaterThan(today, "another day has begun");
    }

    [Fact]
    public async Task Without_money_nothing_is_sent()
    {
        using var quiet = new QuietHours(options => options.KeepWarm.MaxUsdPerDay = 0m);

        await quiet.AskAsync(5, _eightMinutes);

        quiet.Refreshing.Should().BeEmpty();
    }
}
