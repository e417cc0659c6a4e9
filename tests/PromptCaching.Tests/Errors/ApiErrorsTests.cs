using System.Net;
using System.Text;
using PromptCaching.Errors;

namespace PromptCaching.Tests.Errors;

public sealed class ApiErrorsTests
{
    [Fact]
    public void The_envelope_is_read_whole()
    {
        var error = Read(429, """
            {"type":"error","error":{"type":"rate_limit_error","message":"Slow down.","details":{"error_code":"x"}},"request_id":"req_1"}
            """);

        error.ErrorType.Should().Be(ErrorType.RateLimit);
        error.IsRateLimited.Should().BeTrue();
        error.RequestId.Should().Be("req_1");
        error.Message.Should().Be("The API answered 429 (rate_limit_error): Slow down. - Try again in 7 s.");
        error.Details!.Value.GetProperty("error_code").GetString().Should().Be("x");
        error.RetryAfter.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void A_kind_of_the_future_is_data() =>
        Read(418, """{"type":"error","error":{"type":"teapot_error","message":"Short and stout."}}""").ErrorType.Should().Be(new ErrorType("teapot_error"));

    [Theory]
    [InlineData(401, "authentication_error")]
    [InlineData(402, "billing_error")]
    [InlineData(403, "permission_error")]
    [InlineData(404, "not_found_error")]
    [InlineData(409, "conflict_error")]
    [InlineData(413, "request_too_large")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(502, "api_error")]
    [InlineData(504, "timeout_error")]
    [InlineData(529, "overloaded_error")]
    [InlineData(422, "invalid_request_error")]
    public void Without_an_envelope_the_status_speaks(int status, string type)
    {
        var error = Read(status, "<html>Bad gateway</html>");

        error.ErrorType.Value.Should().Be(type);
        error.Message.Should().Contain("<html>Bad gateway</html>");
        error.RequestId.Should().Be("req_header");
    }

    [Theory]
    [InlineData(404, """{"error":{"type":"not_found_error","message":"model: claude-sonet-5-5"}}""", "Check how the model is spelt;")]
    [InlineData(404, "<html>Not here</html>", "That is no error of the API: check Claude:BaseAddress.")]
    [InlineData(308, "", "No redirect is followed, as the key would go along: set Claude:BaseAddress to where it leads.")]
    [InlineData(401, "", "Check the key:")]
    [InlineData(529, "", "The API has too much to do: try again later.")]
    public void An_error_says_what_to_do(int status, string body, string advice) => Read(status, body, null).Message.Should().Contain($" - {advice}");

    [Fact]
    public void What_else_is_not_found_has_no_advice() =>
        Read(404, """{"error":{"type":"not_found_error","message":"batch: msgbatch_1"}}""", null).Message.Should().EndWith("batch: msgbatch_1");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"error":"text"}""")]
    [InlineData("""{"error":{"type":5,"message":null}}""")]
    public void Whatever_comes_it_is_still_an_error_with_a_sentence(string body) => Read(500, body).Message.Should().StartWith("The API answered 500 (api_error)");

    [Fact]
    public void A_long_foreign_body_is_cut() => Read(500, new string('x', 100_000)).Message.Length.Should().BeLessThan(1000);

    [Fact]
    public void Half_a_surrogate_pair_leaves_the_body_to_speak() =>
        Read(400, """{"type":"error","error":{"type":"invalid_request_error","message":"\ud800"}}""").Message.Should().Contain("invalid_request_error").And.Contain("ud800");

    private static ClaudeApiException Read(int status, string body) => Read(status, body, TimeSpan.FromSeconds(7));

    private static ClaudeApiException Read(int status, string body, TimeSpan? retryAfter)
    {
        using var response = new HttpResponseMessage((HttpStatusCode)status);
        response.Headers.Add("request-id", "req_header");
        return ApiErrors.From(Encoding.UTF8.GetBytes(body), response, retryAfter);
    }
}
