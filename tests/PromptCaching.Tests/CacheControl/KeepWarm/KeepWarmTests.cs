using PromptCaching.CacheControl.KeepWarm;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>A prefix is read shortly before it expires, while that pays, and not one time longer.</summary>
public sealed class KeepWarmTests
{
    private static readonly TimeSpan _eightMinutes = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task What_is_asked_every_eight_minutes_stays_warm_and_costs_less()
    {
        using var without = new QuietHours(options => options.KeepWarm.Enabled = false);
        using var with = new QuietHours();

        await without.AskAsync(12, _eightMinutes);
        await with.AskAsync(12, _eightMinutes);

        with.Reports.Where(report => !report.IsKeepWarm).Skip(2).Should().OnlyContain(report => report.Usage!.CacheRead > QuietHours.Long);
        with.Cost.Should().BeLessThan(without.Cost * 0.5m);
        with.Emulator.Calls.Sum(call => call.CostUsd).Should().Be(with.Cost, "the bill is whole");
    }

    [Fact]
    public async Task Every_call_of_ours_reads_and_none_writes()
    {
        using var quiet = new QuietHours();

        await quiet.AskAsync(6, _eightMinutes);

        quiet.Refreshing.Should().NotBeEmpty();
        quiet.Refreshing.Should().OnlyContain(call =>
            call.Usage!.ReadTokens > QuietHours.Long && call.Usage.Written5mTokens == 0 && call.Usage.Written1hTokens == 0 && call.Usage.OutputTokens == 0);
    }

    [Fact]
    public async Task Who_comes_after_it_is_told_what_to_expect()
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(3, _eightMinutes);

        var answered = await quiet.AskAsync();

        answered.Report.Verdict.ExpectedReadTokens.Should().BeGreaterThan(QuietHours.Long);
        answered.Report.Verdict.Outcome.Should().Be(CacheOutcome.Hit);
    }

    [Fact]
    public async Task It_has_a_report_of_its_own_that_says_so()
    {
        using var quiet = new QuietHours();

        await quiet.AskAsync(3, _eightMinutes);

        quiet.Refreshes.Should().NotBeEmpty().And.OnlyContain(report =>
            report.Source == CallSource.Api && report.IsComplete && report.Cost > 0 && report.CostWithoutCaching == 0 && report.Saved < 0 && report.Attempts == 1);
        quiet.Reports.Count(report => !report.IsKeepWarm).Should().Be(3);
    }

    [Fact]
    public async Task What_is_never_asked_again_is_given_up_soon()
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(3, _eightMinutes);
        var before = quiet.Refreshes.Count();

        await quiet.PassAsync(TimeSpan.FromHours(3));

        (quiet.Refreshes.Count() - before).Should().BeLessThanOrEqualTo(2);
        quiet.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task What_was_asked_once_is_not_kept()
    {
        using var quiet = new QuietHours();

        await quiet.AskAsync(1, TimeSpan.FromHours(1));

        quiet.Refreshes.Should().BeEmpty();
    }

    [Fact]
    public async Task What_comes_back_after_all_is_kept_again()
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(3, _eightMinutes);
        await quiet.PassAsync(TimeSpan.FromHours(3));
        var before = quiet.Refreshes.Count();

        await quiet.AskAsync(3, _eightMinutes);

        quiet.Refreshes.Count().Should().BeGreaterThan(before);
    }

    [Fact]
    public async Task It_is_off_by_default()
    {
        new KeepWarmOptions().Enabled.Should().BeFalse();
        using var quiet = new QuietHours(options => options.KeepWarm = new KeepWarmOptions());

        await quiet.AskAsync(5, _eightMinutes);

        quiet.Emulator.Calls.Should().HaveCount(5);
        quiet.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task Switched_off_it_stops()
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(3, _eightMinutes);
        var before = quiet.Refreshes.Count();

        quiet.Options.KeepWarm.Enabled = false;
        await quiet.AskAsync(3, _eightMinutes);

        quiet.Refreshes.Should().HaveCount(before);
    }

    [Fact]
    public async Task With_its_client_it_ends()
    {
        var quiet = new QuietHours();
        await quiet.AskAsync(3, _eightMinutes);
        await quiet.AskAsync();
        var before = quiet.Refreshes.Count();

        quiet.Dispose();
        await quiet.PassAsync(TimeSpan.FromHours(1));

        quiet.Refreshes.Should().HaveCount(before);
        quiet.PendingTimers.Should().Be(0);
    }

    [Fact]
    public async Task It_goes_in_the_name_of_who_used_the_prefix()
    {
        using var quiet = new QuietHours();
        for (var time = 0; time < 3; time++)
        {
            await quiet.AskAsync(request =>
            {
                request.Headers.Add("x-api-key", "key-of-a-caller");
                request.Headers.Add("anthropic-workspace-id", "wrkspc_1");
                request.Headers.Add("x-other", "stays out");
            });
            await quiet.PassAsync(_eightMinutes);
        }

        quiet.Refreshing.Should().NotBeEmpty().And.OnlyContain(call => call.Headers["x-api-key"].Single() == "key-of-a-caller"
            && call.Headers["anthropic-workspace-id"].Single() == "wrkspc_1" && !call.Headers.ContainsKey("x-other"));
    }

    [Theory]
    [InlineData(""","tool_choice":{"type":"any"},"tools":[{"name":"t","input_schema":{"type":"object"}}]""", true)]
    [InlineData(""","output_config":{"effort":"low"},"temperature":1""", true)]
    [InlineData(""","output_config":{"format":{"type":"json_schema","schema":{"type":"object"}}}""", false)]
    public async Task What_the_API_would_refuse_is_not_sent(string rest, bool isKept)
    {
        using var quiet = new QuietHours();
        for (var question = 0; question < 4; question++)
        {
            (await quiet.SendAsync(QuietHours.Body(question, rest))).Status.Should().Be(200);
            await quiet.PassAsync(_eightMinutes);
        }

        quiet.Refreshing.Any().Should().Be(isKept);
        quiet.Refreshing.Where(call => call.Status != 200 || call.Usage!.ReadTokens < QuietHours.Long).Should().BeEmpty();
    }

    [Fact]
    public async Task It_waits_for_no_quota_that_reading_does_not_take()
    {
        using var quiet = new QuietHours(options => options.RateLimiting = new() { Enabled = true, RequestsPerMinute = 1000, InputTokensPerMinute = 14_000 });
        await quiet.AskAsync(2, _eightMinutes);
        await quiet.AskAsync();
        await quiet.PassAsync(TimeSpan.FromMinutes(4));
        await quiet.SendAsync(QuietHours.Body(0).Replace("syst", "else", StringComparison.Ordinal));

        await quiet.PassAsync(_eightMinutes - TimeSpan.FromMinutes(4));

        quiet.Refreshes.Should().NotBeEmpty().And.OnlyContain(report => report.Error == null && report.QuotaWait == TimeSpan.Zero);
    }

    [Fact]
    public async Task It_takes_no_wishes_from_whoever_happens_to_be_there()
    {
        using var quiet = new QuietHours();
        await quiet.AskAsync(2, _eightMinutes);
        await quiet.AskAsync();
        var before = quiet.Refreshing.Count();

        using (ClaudeCall.Use(new ClaudeCall { ResponseCache = ResponseCacheMode.OnlyIfCached }))
        {
            await quiet.PassAsync(_eightMinutes);
        }

        quiet.Refreshing.Skip(before).Should().ContainSingle().Which.Status.Should().Be(200);
    }
}
