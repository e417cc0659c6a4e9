using System.Net;
using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

public sealed class ResponseCopiesTests
{
    [Fact]
    public async Task An_error_is_given_to_each_caller_with_all_that_it_says()
    {
        using var request = new HttpRequestMessage();
        var upstream = Error(new ByteArrayContent("why"u8.ToArray()) { Headers = { ContentType = new("text/plain") } });
        var buffered = await BufferedResponse.ReadAsync(upstream, default);
        foreach (var copy in (HttpResponseMessage[])[buffered.For(request), buffered.For(request)])
        {
            copy.Should().BeEquivalentTo(new { StatusCode = HttpStatusCode.BadGateway, ReasonPhrase = "Gone fishing", Version = HttpVersion.Version20 });
            copy.RequestMessage.Should().BeSameAs(request);
            copy.Headers.GetValues("x-odd").Should().Equal("a", "b");
            copy.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
            (await copy.Content.ReadAsStringAsync()).Should().Be("why");
            copy.Dispose();
        }
    }

    [Theory]
    [InlineData(502, true)]
    [InlineData(200, false)]
    public async Task An_error_whose_explanation_breaks_off_is_still_that_error_and_an_answer_is_not(int status, bool isTaken)
    {
        var upstream = new HttpResponseMessage((HttpStatusCode)status) { Content = new StreamContent(new ChunkedStream("ab"u8.ToArray(), Broken(new HttpRequestException()))) };
        var reading = () => BufferedResponse.ReadAsync(upstream, default);
        if (isTaken)
        {
            using var copy = (await reading()).For(new HttpRequestMessage());
            (await copy.Content.ReadAsStringAsync()).Should().Be("a");
        }
        else
        {
            await reading.Should().ThrowAsync<HttpRequestException>();
        }
    }

    [Fact]
    public async Task Another_fault_than_a_broken_connection_is_no_answer()
    {
        var upstream = Error(new StreamContent(new ChunkedStream("ab"u8.ToArray(), Broken(new InvalidOperationException()))));
        await ((Func<Task>)(() => BufferedResponse.ReadAsync(upstream, default))).Should().ThrowAsync<InvalidOperationException>();
    }

    private static HttpResponseMessage Error(HttpContent content) => new(HttpStatusCode.BadGateway)
    {
        ReasonPhrase = "Gone fishing", Version = HttpVersion.Version20, Content = content, Headers = { { "x-odd", ["a", "b"] } },
    };

    private static Func<int> Broken(Exception fault)
    {
        var reads = 0;
        return () => reads++ == 0 ? 1 : throw fault;
    }
}
