using System.Text.Json;
using PromptCaching.Testing;
using PromptCaching.Tests.ResponseCaching.InFlight;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

/// <summary>A host may forbid storing an answer; the call itself goes on as ever.</summary>
public sealed class HostConsentTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_the_host_forbids_is_not_stored_and_asked_for_again(bool isStream)
    {
        var asked = 0;
        using var chain = new ChainUnderTest(options => options.ResponseCaching.MayStore = _ => asked++ < 0);
        var question = isStream ? Questions.Stream : Questions.Json;

        var first = await chain.AskAsync(question);
        var second = await chain.AskAsync(question);

        second.IsHit.Should().BeFalse();
        (asked, chain.Upstream).Should().Be((2, 2));
        first.Report.NotStored.Should().Be("forbidden");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_gets_the_message_whichever_way_it_came_and_once(bool isStream)
    {
        List<string> messages = [];
        using var chain = new ChainUnderTest(options => options.ResponseCaching.MayStore = message =>
        {
            messages.Add(message.ToArray().Utf8());
            return true;
        });
        chain.Emulator.Enqueue(EmulatedAnswer.Text("Four."));

        await chain.AskAsync(isStream ? Questions.Stream : Questions.Json);
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeTrue();

        var message = JsonElement.Parse(messages.Should().ContainSingle().Subject);
        message.GetProperty("stop_reason").GetString().Should().Be("end_turn");
        message.GetProperty("content")[0].GetProperty("text").GetString().Should().Be("Four.");
    }

    [Fact]
    public async Task It_is_not_asked_about_an_answer_that_is_not_stored_anyway()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.MayStore = _ => throw new InvalidOperationException("asked"));
        chain.Emulator.Enqueue(EmulatedAnswer.Text("x").WithStopReason("refusal"));
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        (await chain.AskAsync(Questions.Json)).Report.NotStored.Should().Be("refusal");
        (await chain.AskAsync(Questions.Json)).Status.Should().Be(529);
        (await chain.AskAsync(Questions.Json, request => FlightUnderTest.Wish(request, ResponseCacheMode.Bypass))).Report.NotStored.Should().BeNull();

    }

    [Fact]
    public async Task Where_it_throws_the_answer_passes_and_is_not_stored()
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.MayStore = _ => throw new InvalidOperationException());

        (await chain.AskAsync(Questions.Stream)).Status.Should().Be(200);
        (await chain.AskAsync(Questions.Stream)).IsHit.Should().BeFalse();

        chain.Upstream.Should().Be(2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_joined_a_forbidden_answer_gets_it_and_it_was_asked_about_once(bool isStream)
    {
        var asked = 0;
        using var flight = new FlightUnderTest(options => options.ResponseCaching.MayStore = _ => asked++ < 0);
        var callers = Enumerable.Range(0, 5).Select(_ => flight.AskAsync(isStream ? Questions.Stream : Questions.Json)).ToList();
        (await flight.Server.NextCallAsync()).AnswerWhole(isStream ? Answers.Stream : Answers.Message, isStream);

        var answers = await Task.WhenAll(callers);

        answers.Should().OnlyContain(answer => answer.Text == (isStream ? Answers.Stream : Answers.Message));
        (asked, flight.Server.Calls.Count).Should().Be((1, 1));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","response":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{}}""")]
    public async Task Warming_says_that_it_was_forbidden(string answer)
    {
        using var chain = new ChainUnderTest(options => options.ResponseCaching.MayStore = _ => false);
        using var lines = new MemoryStream($$"""{"request":{{Questions.Json}}{{answer}}}""".Utf8());

        var result = await chain.Handler.ResponseCache.WarmAsync(lines);

        result.Stored.Should().Be(0);
        result.Failures.Should().ContainSingle().Which.Reason.Should().Contain("forbidden");
        (await chain.AskAsync(Questions.Json)).IsHit.Should().BeFalse();
    }
}
