using System.Net;
using PromptCaching.Http;
using PromptCaching.Retrying;

namespace PromptCaching.Tests.Retrying;

public sealed class RetryRulesTests
{
    private static readonly RetryingOptions _options = new();

    [Theory]
    [InlineData(408)]
    [InlineData(409)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(529)]
    public void A_passing_failure_is_repeated(int status) => Decide(Status(status)).Should().NotBeNull();

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(413)]
    [InlineData(422)]
    public void A_lasting_failure_is_not_repeated(int status) => Decide(Status(status)).Should().BeNull();

    [Fact]
    public void A_lost_connection_is_repeated() => Decide(new AttemptOutcome { End = AttemptEnd.NotConnected }).Should().NotBeNull();

    [Theory]
    [InlineData(400, true, true)]
    [InlineData(529, false, false)]
    public void The_server_s_word_overrules_the_status(int status, bool serverSaysRetry, bool isRepeated) =>
        (Decide(Status(status) with { ServerSaysRetry = serverSaysRetry }) is not null).Should().Be(isRepeated);

    [Fact]
    public void A_spend_limit_is_final() => Decide(Status(429) with { IsSpendLimit = true }).Should().BeNull();

    [Theory]
    [InlineData(0, 0.0, 0.75)]
    [InlineData(0, 1.0, 1)]
    [InlineData(1, 1.0, 2)]
    [InlineData(2, 1.0, 4)]
    public void The_wait_doubles_from_one_second_with_jitter(int retries, double chance, double seconds) =>
        Decide(Status(500), retries, chance: chance).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void The_wait_grows_to_a_minute_and_no_further()
    {
        var options = new RetryingOptions { MaxRetries = 20, TotalDeadline = TimeSpan.FromDays(1) };

        RetryRules.Decide(options, ClaudeEndpoint.Messages, Status(500), 19, TimeSpan.Zero, 1).Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Without_jitter_waits_are_what_the_options_say()
    {
        var options = new RetryingOptions { Jitter = false, BackoffFactor = 3 };

        RetryRules.Decide(options, ClaudeEndpoint.Messages, Status(500), 2, TimeSpan.Zero, 0.1).Should().Be(TimeSpan.FromSeconds(9));
        RetryRules.Decide(options, ClaudeEndpoint.Messages, Status(429) with { ServerDelay = TimeSpan.FromSeconds(5) }, 2, TimeSpan.Zero, 0.9)
            .Should().Be(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData(408, true)]
    [InlineData(502, true)]
    [InlineData(504, true)]
    [InlineData(409, false)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    [InlineData(529, false)]
    public void Who_was_not_waited_for_may_have_answered(int status, bool isAmbiguous) => Status(status).IsAmbiguous.Should().Be(isAmbiguous);

    [Theory]
    [InlineData(429, true, true, true)]
    [InlineData(429, true, false, false)]
    [InlineData(429, false, true, false)]
    [InlineData(529, true, true, false)]
    public void A_429_costs_nothing_where_the_server_names_the_wait_and_the_limiter_keeps_to_it(int status, bool hasDelay, bool isPaced, bool isFree) =>
        RetryRules.IsFreeOfBudget(Status(status) with { ServerDelay = hasDelay ? TimeSpan.FromSeconds(1) : null }, isPaced).Should().Be(isFree);

    [Fact]
    public void The_server_s_wait_is_kept_to_however_long_it_is_and_nobody_comes_early()
    {
        var outcome = Status(429) with { ServerDelay = TimeSpan.FromSeconds(171) };

        Decide(outcome, chance: 0).Should().Be(TimeSpan.FromSeconds(171));
        Decide(outcome, chance: 0.5).Should().Be(TimeSpan.FromSeconds(171.5));
    }

    [Fact]
    public void The_last_retry_is_the_last() => Decide(Status(500), retries: 3).Should().BeNull();

    [Fact]
    public void No_attempt_begins_after_the_deadline()
    {
        var outcome = Status(429) with { ServerDelay = TimeSpan.FromMinutes(2) };

        Decide(outcome, elapsed: TimeSpan.FromMinutes(8), chance: 0).Should().Be(TimeSpan.FromMinutes(2));
        Decide(outcome, elapsed: TimeSpan.FromMinutes(8.1), chance: 0).Should().BeNull();
    }

    [Fact]
    public void Switched_off_means_once() =>
        RetryRules.Decide(new RetryingOptions { Enabled = false }, ClaudeEndpoint.Messages, Status(500), 0, TimeSpan.Zero, 0).Should().BeNull();

    [Fact]
    public void An_ambiguous_failure_of_a_message_is_repeated_unless_that_is_switched_off()
    {
        var outcome = new AttemptOutcome { End = AttemptEnd.Lost };

        Decide(outcome).Should().NotBeNull();
        RetryRules.Decide(new RetryingOptions { RetryAmbiguous = false }, ClaudeEndpoint.Messages, outcome, 0, TimeSpan.Zero, 0).Should().BeNull();
        RetryRules.Decide(new RetryingOptions { RetryAmbiguous = false }, ClaudeEndpoint.Messages, new AttemptOutcome { End = AttemptEnd.NotConnected }, 0, TimeSpan.Zero, 0)
            .Should().NotBeNull("a connection that was never made carried nothing");
    }

    [Theory]
    [InlineData(429, true)]
    [InlineData(529, true)]
    [InlineData(500, false)]
    [InlineData(504, false)]
    public void A_batch_is_created_again_only_when_it_was_surely_not_created(int status, bool isRepeated) =>
        (RetryRules.Decide(_options, ClaudeEndpoint.Other, Status(status), 0, TimeSpan.Zero, 0) is not null).Should().Be(isRepeated);

    [Fact]
    public void A_batch_is_never_created_again_after_an_ambiguous_failure() =>
        RetryRules.Decide(_options, ClaudeEndpoint.Other, new AttemptOutcome { End = AttemptEnd.Lost }, 0, TimeSpan.Zero, 0).Should().BeNull();

    [Fact]
    public void Reading_is_always_safe_to_repeat() =>
        RetryRules.Decide(
            new RetryingOptions { RetryAmbiguous = false }, ClaudeEndpoint.Reading, new AttemptOutcome { End = AttemptEnd.Lost }, 0, TimeSpan.Zero, 0)
            .Should().NotBeNull();

    private static AttemptOutcome Status(int status) => new() { Status = (HttpStatusCode)status };

    private static TimeSpan? Decide(AttemptOutcome outcome, int retries = 0, TimeSpan elapsed = default, double chance = 1) =>
        RetryRules.Decide(_options, ClaudeEndpoint.Messages, outcome, retries, elapsed, chance);
}
