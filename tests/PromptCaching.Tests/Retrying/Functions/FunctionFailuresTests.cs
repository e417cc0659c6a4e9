using System.Net;
using PromptCaching.Retrying;
using PromptCaching.Retrying.Functions;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying.Functions;

public sealed class FunctionFailuresTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public void What_others_repeated_or_refused_is_final()
    {
        Of(new ClaudeException("Reset.", new IOException()) { IsGivenUp = true }).Should().BeNull();
        Of(new ClaudeRefusedException(RefusalReason.Quota, "Full.")).Should().BeNull();
        Of(new ClaudeException("Reset.", new IOException())).Should().NotBeNull();
    }

    [Fact]
    public void An_error_inside_a_stream_is_what_its_type_says() =>
        Of(Api(200, ErrorType.Overloaded))!.Status.Should().Be((HttpStatusCode)529);

    [Fact]
    public void An_error_of_the_api_keeps_its_status_its_wait_and_what_was_billed()
    {
        var failure = new ClaudeApiException("As planned.")
        {
            StatusCode = HttpStatusCode.BadGateway, ErrorType = ErrorType.Overloaded, RetryAfter = Second, MayHaveBeenBilled = true,
        };

        Of(failure).Should().BeEquivalentTo(new { Status = HttpStatusCode.BadGateway, ServerDelay = Second, MayBeBilled = true, IsSpendLimit = false });
    }

    [Theory]
    [InlineData("""{"error_code":"enforced_spend_limit_reached"}""", true)]
    [InlineData("""{"error_code":"another"}""", false)]
    public void A_spend_limit_is_read_off_the_details(string details, bool expected)
    {
        var failure = new ClaudeApiException("Spent.") { StatusCode = HttpStatusCode.TooManyRequests, ErrorType = ErrorType.RateLimit, Details = details.Json() };

        Of(failure)!.IsSpendLimit.Should().Be(expected);
    }

    [Fact]
    public void A_broken_connection_is_what_broke_it_with_the_wait_and_the_bill_of_whoever_tells()
    {
        var failure = new ClaudeException("Reset.", new IOException()) { RetryAfter = Second, MayHaveBeenBilled = true };

        Of(failure).Should().BeEquivalentTo(new { End = AttemptEnd.Lost, ServerDelay = Second, MayBeBilled = true });
    }

    [Fact]
    public void An_answer_that_ended_early_is_a_cut_one() =>
        Of(new ClaudeException("Cut.") { RetryAfter = Second }).Should().BeEquivalentTo(new { End = AttemptEnd.Cut, ServerDelay = Second });

    [Fact]
    public void A_foreign_client_s_failures_count_too()
    {
        Of(new HttpRequestException("Busy.", null, HttpStatusCode.ServiceUnavailable))!.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        Of(new TimeoutException())!.End.Should().Be(AttemptEnd.TimedOut);
        Of(new IOException())!.End.Should().Be(AttemptEnd.Lost);
        Of(new InvalidOperationException()).Should().BeNull();
    }

    private static ClaudeApiException Api(int status, ErrorType type) => new("As planned.") { StatusCode = (HttpStatusCode)status, ErrorType = type };

    private static AttemptOutcome? Of(Exception failure) => FunctionFailures.Of(failure, CancellationToken.None);
}
