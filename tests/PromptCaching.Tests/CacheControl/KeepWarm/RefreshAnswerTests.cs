using System.Net;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>What an answer to a refresh says, and how a refresh is sent.</summary>
public sealed class RefreshAnswerTests
{
    [Theory]
    [InlineData(200, 10, 0, true, false)]
    [InlineData(200, 10, 10, false, true)]
    [InlineData(200, 0, 0, false, true)]
    [InlineData(200, 5, 10, false, true)]
    [InlineData(400, 0, 0, false, true)]
    [InlineData(404, 0, 0, false, true)]
    [InlineData(413, 0, 0, false, true)]
    [InlineData(429, 0, 0, false, false)]
    [InlineData(500, 10, 0, false, false)]
    [InlineData(529, 0, 0, false, false)]
    public void One_that_reads_more_than_it_writes_was_read_and_what_cannot_be_helped_is_useless(int status, long read, long written, bool isRead, bool isUseless)
    {
        var answer = new RefreshAnswer((HttpStatusCode)status, read, written, null);

        (answer.IsRead, answer.IsUseless).Should().Be((isRead, isUseless));
    }

    [Fact]
    public void One_that_does_not_say_was_not_read() => new RefreshAnswer(HttpStatusCode.OK, null, null, null).IsRead.Should().BeFalse();

    [Fact]
    public async Task A_refusal_costs_nothing_and_an_answer_without_a_report_is_not_known_to()
    {
        using var refused = new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new ByteArrayContent([]) };
        using var answered = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };

        (await RefreshAnswer.ReadAsync(refused, default)).Should().Be(new RefreshAnswer(HttpStatusCode.BadRequest, null, null, 0m));
        (await RefreshAnswer.ReadAsync(answered, default)).Should().Be(new RefreshAnswer(HttpStatusCode.OK, null, null, null));
    }

    [Fact]
    public void A_refresh_goes_the_way_of_the_request_with_the_headers_of_the_API_alone()
    {
        using var request = ChainUnderTest.Post("{}".Utf8(), "https://example.com/v1/messages?x=1");
        (request.Version, request.VersionPolicy) = (new Version(2, 0), HttpVersionPolicy.RequestVersionExact);
        foreach (var name in new[] { "x-api-key", "Authorization", "Anthropic-Version", "anthropic-beta", "x-other", "x-promptcaching-scope" })
        {
            request.Headers.TryAddWithoutValidation(name, "value of " + name);
        }

        using var refresh = new WarmRoute(request).Request([1, 2]);

        refresh.Should().BeEquivalentTo(new { Method = HttpMethod.Post, request.RequestUri, request.Version, request.VersionPolicy });
        refresh.Headers.NonValidated.Select(header => $"{header.Key}: {header.Value}").Should().BeEquivalentTo(
            "x-api-key: value of x-api-key", "Authorization: value of Authorization", "Anthropic-Version: value of Anthropic-Version", "anthropic-beta: value of anthropic-beta");
        refresh.Content!.Headers.ContentLength.Should().Be(2);
    }
}
