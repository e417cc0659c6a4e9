using System.Net;
using PromptCaching.Retrying;

namespace PromptCaching.Tests.Retrying;

public sealed class AttemptOutcomeTests
{
    public static TheoryData<object, HttpStatusCode?, string, string> Words => new()
    {
        { AttemptEnd.Answered, HttpStatusCode.BadGateway, "502", "status 502" },
        { AttemptEnd.Cut, HttpStatusCode.InternalServerError, "500", "status 500" },
        { AttemptEnd.TimedOut, null, "timeout", "no answer in time" },
        { AttemptEnd.Cut, null, "cut", "a stream that broke off before its first content" },
        { AttemptEnd.Lost, null, "lost", "a broken connection, after the request may have arrived" },
        { AttemptEnd.NotConnected, null, "connection", "no connection" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void It_has_a_word_for_metrics_and_a_sentence_for_people(object end, HttpStatusCode? status, string word, string sentence)
    {
        var outcome = new AttemptOutcome { End = (AttemptEnd)end, Status = status };

        outcome.Reason.Should().Be(word);
        outcome.ToString().Should().Be(sentence);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData(500, true)]
    [InlineData(529, true)]
    [InlineData(499, false)]
    [InlineData(429, false)]
    public void No_answer_and_every_5xx_are_an_outage_and_a_refusal_is_not(int? status, bool isOutage) =>
        new AttemptOutcome { Status = (HttpStatusCode?)status }.IsOutage.Should().Be(isOutage);

    [Theory]
    [InlineData(AttemptEnd.Answered, false)]
    [InlineData(AttemptEnd.NotConnected, false)]
    [InlineData(AttemptEnd.Lost, true)]
    [InlineData(AttemptEnd.TimedOut, true)]
    [InlineData(AttemptEnd.Cut, true)]
    public void What_was_never_sent_was_never_billed(object end, bool isAmbiguous) =>
        new AttemptOutcome { End = (AttemptEnd)end }.IsAmbiguous.Should().Be(isAmbiguous);

    [Fact]
    public void Whoever_knows_that_it_may_have_been_billed_is_believed() =>
        new AttemptOutcome { Status = HttpStatusCode.InternalServerError, MayBeBilled = true }.IsAmbiguous.Should().BeTrue();
}
