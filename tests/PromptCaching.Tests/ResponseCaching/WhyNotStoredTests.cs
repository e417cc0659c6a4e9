using PromptCaching.Bodies;
using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

public sealed class WhyNotStoredTests
{
    [Theory]
    [InlineData("end_turn", false, "{}", null)]
    [InlineData("stop_sequence", false, "{}", null)]
    [InlineData("tool_use", false, "{}", "tool_use")]
    [InlineData("tool_use", true, "{}", null)]
    [InlineData("tool_use", true, "{", "malformed")]
    [InlineData("end_turn", true, "{\"a\":}", "malformed")]
    [InlineData("stop_sequence", false, "x", "malformed")]
    [InlineData("refusal", true, "{", "refusal")]
    [InlineData(null, true, "{}", "no_stop_reason")]
    public void A_whole_answer_is_judged_by_its_stop_reason_and_a_message_by_its_json(string? stopReason, bool storesToolUse, string body, string? reason)
    {
        var answer = new AnswerOutline { IsComplete = true, StopReason = stopReason };
        Of(answer, body, storesToolUse).Should().Be(reason);
    }

    [Fact]
    public void A_stream_was_read_event_by_event_already() =>
        Of(new AnswerOutline { IsComplete = true, StopReason = "end_turn" }, "no json", isStream: true).Should().BeNull();

    [Fact]
    public void Bytes_that_are_no_text_are_no_message() => CacheabilityRules.WhyNotStore(
        new AnswerOutline { IsComplete = true, StopReason = "end_turn" }, [(byte)'"', 0xff, (byte)'"'], isStream: false, new ResponseCachingOptions()).Should().Be("malformed");

    [Fact]
    public void What_is_wrong_is_said_in_the_order_of_its_weight()
    {
        Of(new AnswerOutline { IsMalformed = true, Error = "api_error", StopReason = "end_turn" }).Should().Be("malformed");
        Of(new AnswerOutline { Error = "api_error", StopReason = "end_turn" }).Should().Be("incomplete");
        Of(new AnswerOutline { IsComplete = true, Error = "api_error", StopReason = "end_turn" }).Should().Be("error");
    }

    [Theory]
    [InlineData("""{"mcp_servers":[]}""", false, false, "live_tools")]
    [InlineData("""{"mcp_servers":[]}""", true, false, null)]
    [InlineData("""{"temperature":0.5}""", false, true, "sampled")]
    [InlineData("""{"temperature":0.5}""", false, false, null)]
    [InlineData("""{"temperature":0}""", false, true, null)]
    [InlineData("{}", false, true, null)]
    [InlineData("""{"mcp_servers":[],"temperature":1}""", true, true, "sampled")]
    public void A_question_is_judged_by_what_it_reads_and_leaves_to_chance(string body, bool storesLiveTools, bool onlyWithoutSampling, string? reason)
    {
        var output = new CanonicalBuffer(256);
        var facts = CanonicalBody.TryWrite(body.Utf8(), normalizesWhitespace: false, ref output, out _)!;
        output.Dispose();
        CacheabilityRules.WhyNotAsk(facts, new ResponseCachingOptions { StoreLiveTools = storesLiveTools, OnlyWithoutSampling = onlyWithoutSampling }).Should().Be(reason);
    }

    private static string? Of(AnswerOutline answer, string body = "{}", bool storesToolUse = false, bool isStream = false) =>
        CacheabilityRules.WhyNotStore(answer, body.Utf8(), isStream, new ResponseCachingOptions { StoreToolUse = storesToolUse });
}
