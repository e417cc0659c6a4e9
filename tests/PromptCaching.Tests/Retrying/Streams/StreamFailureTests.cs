using System.Net;
using PromptCaching.Retrying.Streams;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Retrying.Streams;

public sealed class StreamFailureTests
{
    [Theory]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error"}}""", 529)]
    [InlineData("""{"type":"error","error":{"type":"rate_limit_error"}}""", 429)]
    [InlineData("""{"type":"error","error":{}}""", 500)]
    [InlineData("""{"type":"error"}""", 500)]
    [InlineData("upstream connect error", 500)]
    [InlineData("", 500)]
    public void It_is_an_answer_with_the_status_of_its_type(string error, int status) =>
        StreamFailure.OutcomeOf(error.Utf8()).Should().BeEquivalentTo(new { Status = (HttpStatusCode)status, IsSpendLimit = false });

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"invalid_request_error"}}""")]
    [InlineData("""{"type":"error","error":{"type":"rate_limit_error","details":{"error_code":"enforced_spend_limit_reached"}}}""")]
    public void What_no_repetition_removes_is_left_in_the_stream(string error) => StreamFailure.OutcomeOf(error.Utf8()).Should().BeNull();

    [Fact]
    public async Task Told_as_an_answer_it_keeps_everything_but_the_stream()
    {
        using var request = new HttpRequestMessage();
        var stream = new ByteArrayContent([1]);
        var response = new HttpResponseMessage { RequestMessage = request, Version = HttpVersion.Version20, Content = stream };
        response.Headers.Add("request-id", "req_1");

        using var answer = StreamFailure.AsAnswer(response, (HttpStatusCode)529, "{}".Utf8());

        answer.Should().BeEquivalentTo(new { StatusCode = (HttpStatusCode)529, Version = HttpVersion.Version20 });
        answer.RequestMessage.Should().BeSameAs(request);
        answer.Headers.GetValues("request-id").Should().Equal("req_1");
        (await answer.Content.ReadAsStringAsync()).Should().Be("{}");
        stream.Invoking(static it => it.ReadAsStream()).Should().Throw<ObjectDisposedException>("nobody reads the stream any more");
    }
}
