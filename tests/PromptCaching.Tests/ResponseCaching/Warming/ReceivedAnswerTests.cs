using System.Net;
using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.Warming;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class ReceivedAnswerTests
{
    [Theory]
    [InlineData("""{"type":"message","content":[],"stop_reason":"end_turn"}""", true)]
    [InlineData(""" {"type":"message","content":[]}""", true)]
    [InlineData("\r\n\t{\"type\":\"message\",\"content\":[]}", true)]
    [InlineData("""{"type":"message","content":"x"}""", false)]
    [InlineData("""{"type":"message"}""", false)]
    [InlineData("""{"type":"other","content":[]}""", false)]
    [InlineData("""{"content":[]}""", false)]
    [InlineData("{", false)]
    public void A_message_has_its_type_and_a_list_for_content(string answer, bool isComplete)
    {
        var (isStream, outline) = ReceivedAnswer.Read(answer.Utf8());
        (isStream, outline.IsComplete).Should().Be((false, isComplete));
    }

    [Fact]
    public void What_begins_with_no_brace_is_a_stream()
    {
        var (isStream, outline) = ReceivedAnswer.Read("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n".Utf8());
        (isStream, outline.IsComplete).Should().Be((true, true));
        ReceivedAnswer.Read(Array.Empty<byte>()).IsStream.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"type":"error","error":{"type":"api_error","message":"Try again."}}""", "The API answered 500: api_error: Try again.")]
    [InlineData("<html>", "The API answered 500.")]
    [InlineData("{}", "The API answered 500.")]
    public void A_refusal_says_its_status_and_why_where_that_is_told(string body, string words)
    {
        using var response = new HttpResponseMessage(HttpStatusCode.InternalServerError);
        ReceivedAnswer.Refusal(response, body.Utf8()).Should().Be(words);
    }

    [Fact]
    public void A_tally_counts_and_lists_failures_by_line()
    {
        var tally = new WarmingTally();
        tally.Stored();
        tally.Asked();
        tally.Asked();
        tally.Known();
        tally.Known();
        tally.Known();
        tally.Failed(9, "late");
        tally.Failed(2, "early");
        tally.Result.Should().BeEquivalentTo(
            new WarmingResult(1, 2, 3, [new WarmingFailure(2, "early"), new WarmingFailure(9, "late")]), static options => options.WithStrictOrdering());
    }

    [Fact]
    public async Task Questions_are_numbered_from_one_and_one_that_is_null_is_a_fault()
    {
        var items = new List<WarmingItem>();
        await foreach (var item in WarmingItem.NumberAsync(new[] { new WarmedAnswer("{}"u8.ToArray()), null! }.ToAsyncEnumerable()))
        {
            items.Add(item);
        }

        items.Select(static item => (item.Number, item.Answer is null, item.Fault)).Should().Equal((1, false, null), (2, true, "The question is null."));
    }
}
