using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Tests.Requests;

public sealed class OptionsTests
{
    [Fact]
    public void Numbers_are_sent_as_they_were_written() =>
        Mapped.Options(new ChatOptions { ModelId = "claude-haiku-4-5", MaxOutputTokens = 64, Temperature = 0.7f, TopP = 0.95f, TopK = 5, StopSequences = ["END"] })
            .Should().Be("""{"model":"claude-haiku-4-5","max_tokens":64,"temperature":0.7,"top_p":0.95,"top_k":5,"stop_sequences":["END"]}""");

    [Fact]
    public void What_is_unset_stays_unset() => Mapped.Options(new ChatOptions { StopSequences = [], Tools = [], ResponseFormat = ChatResponseFormat.Text }).Should().Be("{}");

    [Fact]
    public void What_the_raw_request_says_stands() =>
        Mapped.Options(
            new ChatOptions { ModelId = "claude-haiku-5-5", MaxOutputTokens = 64 },
            new MessageRequest { Model = "claude-opus-5-5", ServiceTier = ServiceTier.Auto }).Should().Be("""{"model":"claude-opus-5-5","max_tokens":64,"service_tier":"auto"}""");

    [Theory]
    [InlineData(ReasoningEffort.Low, null, """{"thinking":{"type":"adaptive"},"output_config":{"effort":"low"}}""")]
    [InlineData(ReasoningEffort.Medium, ReasoningOutput.Summary, """{"thinking":{"type":"adaptive","display":"summarized"},"output_config":{"effort":"medium"}}""")]
    [InlineData(ReasoningEffort.High, ReasoningOutput.None, """{"thinking":{"type":"adaptive","display":"omitted"},"output_config":{"effort":"high"}}""")]
    [InlineData(ReasoningEffort.ExtraHigh, null, """{"thinking":{"type":"adaptive"},"output_config":{"effort":"xhigh"}}""")]
    [InlineData(ReasoningEffort.None, null, """{"thinking":{"type":"disabled"}}""")]
    [InlineData(null, ReasoningOutput.Summary, """{"thinking":{"type":"adaptive","display":"summarized"}}""")]
    [InlineData(null, null, "{}")]
    public void Reasoning_is_thinking_and_effort(ReasoningEffort? effort, ReasoningOutput? output, string sent) =>
        Mapped.Options(new ChatOptions { Reasoning = new() { Effort = effort, Output = output } }).Should().Be(sent);

    [Fact]
    public void A_schema_is_the_form_of_the_answer() =>
        Mapped.Options(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Some.Json("""{"type":"object","properties":{"b":{"type":"string"},"a":{"type":"integer"}}}""")) })
            .Should().Be(
                """{"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{"b":{"type":"string"},"a":{"type":"integer"}},"additionalProperties":false}}}}""");

    [Fact]
    public void What_the_API_does_not_enforce_of_a_schema_is_told_in_words()
    {
        const string Schema = """
            {"type":"object","properties":{"stars":{"description":"How good.","type":"integer","minimum":1,"maximum":5},
            "minimum":{"type":"string","format":"date","pattern":"^2+$"},"tags":{"type":"array","items":{"type":"string","format":"slug"},"minItems":1,"maxItems":3}}}
            """;

        const string Sent = """
            {"output_config":{"format":{"type":"json_schema","schema":{"type":"object","properties":{
            "stars":{"description":"How good. (minimum: 1; maximum: 5)","type":"integer"},
            "minimum":{"type":"string","format":"date","description":"(pattern: \"^2+$\")"},
            "tags":{"type":"array","items":{"type":"string","description":"(format: \"slug\")"},"minItems":1,"description":"(maxItems: 3)"}},
            "additionalProperties":false}}}}
            """;

        Mapped.Options(new ChatOptions { ResponseFormat = ChatResponseFormat.ForJsonSchema(Some.Json(Schema)) }).Should().Be(Sent.ReplaceLineEndings(""));
    }

    [Fact]
    public void A_schema_of_a_type_with_bounds_is_taken_by_the_API()
    {
        var format = ChatResponseFormat.ForJsonSchema<Rating>();

        Mapped.Options(new ChatOptions { ResponseFormat = format }).Should().Contain("How good. (minimum: 1; maximum: 5)").And.NotContain("\"minimum\"");
    }

    [Fact]
    public void What_cannot_be_mapped_is_refused()
    {
        Refused(new() { Seed = 1 }, "*Seed*");
        Refused(new() { FrequencyPenalty = 1 }, "*FrequencyPenalty*");
        Refused(new() { PresencePenalty = 1 }, "*PresencePenalty*");
        Refused(new() { ConversationId = "1" }, "*ConversationId*send all messages*");
        Refused(new() { AllowBackgroundResponses = true }, "*Batches*");
        Refused(new() { ResponseFormat = ChatResponseFormat.Json }, "*ForJsonSchema*");
        Refused(new() { Reasoning = new() { Output = ReasoningOutput.Full } }, "*ReasoningOutput.Summary*");
    }

    [Fact]
    public async Task A_raw_request_of_another_clients_is_refused()
    {
        using var chat = new ChatUnderTest();

        await chat.Chat.Invoking(static one => one.GetResponseAsync("Hello", new ChatOptions { RawRepresentationFactory = static _ => "a string" }))
            .Should().ThrowAsync<NotSupportedException>().WithMessage("*MessageRequest*");
    }

    [Fact]
    public async Task A_raw_request_is_what_a_call_begins_with()
    {
        using var chat = new ChatUnderTest();

        await chat.Chat.GetResponseAsync("Hello", new ChatOptions { RawRepresentationFactory = static _ => new MessageRequest { Metadata = new() { UserId = "u-1" } } });

        chat.Sent.GetProperty("metadata").GetRawText().Should().Be("""{"user_id":"u-1"}""");
        chat.Sent.GetProperty("model").GetString().Should().Be(ChatUnderTest.Model);
    }

    private static void Refused(ChatOptions options, string why) =>
        FluentActions.Invoking(() => Mapped.Request([], options)).Should().Throw<NotSupportedException>().WithMessage(why);

    private sealed record Rating([property: Description("How good."), Range(1, 5)] int Stars);
}
