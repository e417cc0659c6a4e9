using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Settings;
using PromptCaching.Testing;
using PromptCaching.Tests.Schemas;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Structured;

public sealed class StructuredOutputTests : IDisposable
{
    private static readonly MessageRequest Question = MessageRequest.From("Which city?") with { Model = "claude-sonnet-5-5", MaxTokens = 500 };

    private readonly ChainUnderTest _claude = new(static options => options.ResponseCaching.Enabled = false);

    [Fact]
    public async Task A_value_of_a_type_is_asked_for_and_read()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"name":"Köln","people":1100000,"river":"Rhein"}"""));

        var answer = await _claude.Client.CreateStructuredAsync(Question, SomeTypes.Default.City);

        answer.Value.Should().Be(new City("Köln", 1_100_000, "Rhein"));
        answer.Message.GetCallReport()!.Cost.Should().BePositive();
        Sent("format").GetProperty("type").GetString().Should().Be("json_schema");
        Sent("format").GetProperty("schema").GetProperty("additionalProperties").GetBoolean().Should().BeFalse();
    }

    [Fact]
    public async Task The_form_is_one_that_any_value_of_it_can_be_read_from() // the emulator answers a schema with a sample of it
    {
        var answer = await _claude.Client.CreateStructuredAsync(Question, SomeTypes.Default.ListCity);

        answer.Value.Should().ContainSingle().Which.Name.Should().NotBeEmpty();
    }

    [Fact]
    public async Task What_is_no_object_is_wrapped_into_one_and_taken_out_again()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"value":[{"name":"Ulm","people":1,"river":null}]}"""));
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"value":"Autumn"}"""));

        (await _claude.Client.CreateStructuredAsync(Question, SomeTypes.Default.ListCity)).Value.Should().Equal(new City("Ulm", 1, null));
        (await _claude.Client.CreateStructuredAsync(Question, SomeTypes.Default.Season)).Value.Should().Be(Season.Autumn);
        Sent("format").GetProperty("schema").GetRawText().Should().Be(
            """{"type":"object","properties":{"value":{"type":"string","enum":["Spring","Autumn"]}},"required":["value"],"additionalProperties":false}""");
    }

    [Fact]
    public async Task A_type_without_context_is_found_by_reflection()
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"shape":{"$type":"circle","radius":2}}"""));

        (await _claude.Client.CreateStructuredAsync<Drawing>(Question)).Value.Should().Be(new Drawing(new Circle(2)));
    }

    [Fact]
    public async Task A_schema_of_the_callers_own_is_sent_as_it_stands()
    {
        const string schema = """{"type":"object","properties":{"b":{"type":"integer"},"a":{"type":"integer"}},"additionalProperties":false}""";
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"b":1,"a":2}"""));
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"value":7}"""));

        (await _claude.Client.CreateStructuredAsync(Question, schema)).Value.GetProperty("a").GetInt32().Should().Be(2);
        Sent("format").GetProperty("schema").GetRawText().Should().Be(schema);
        (await _claude.Client.CreateStructuredAsync(Question, schema)).Value.GetRawText().Should().Be("""{"value":7}""");
    }

    [Fact]
    public async Task A_form_that_the_request_has_stands_and_so_does_the_effort()
    {
        var own = OutputFormat.JsonSchema("""{"type":"object","additionalProperties":false}""");
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"name":"Ulm"}"""));

        await _claude.Client.CreateStructuredAsync(Question with { OutputConfig = new() { Format = own, Effort = Effort.Low } }, SomeTypes.Default.City);

        Sent("format").GetProperty("schema").GetRawText().Should().Be("""{"type":"object","additionalProperties":false}""");
        Sent("effort").GetString().Should().Be("low");
    }

    [Theory]
    [InlineData("refusal", "*refused*")]
    [InlineData("max_tokens", "*max_tokens*")]
    [InlineData("model_context_window_exceeded", "*context window*")]
    [InlineData("tool_use", "*RunToolsAsync*")]
    [InlineData("end_turn", "*not the JSON of City*")]
    public async Task An_answer_that_is_no_such_value_is_kept_by_the_exception(string stopReason, string why)
    {
        _claude.Emulator.Enqueue(EmulatedAnswer.Text("""{"name":"Kö""").WithStopReason(stopReason));

        var thrown = await FluentActions.Awaiting(() => _claude.Client.CreateStructuredAsync(Question, SomeTypes.Default.City))
            .Should().ThrowAsync<StructuredAnswerException>().WithMessage(why);

        thrown.Which.Answer.Text.Should().Be("""{"name":"Kö""");
        thrown.Which.RequestId.Should().NotBeNullOrEmpty();
        thrown.Which.MayHaveBeenBilled.Should().BeTrue();
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"name":null,"people":1,"river":null}""")]
    [InlineData("""{"name":"Ulm","people":"many","river":null}""")]
    [InlineData("")]
    public void Json_of_another_form_is_refused(string text) =>
        FluentActions.Invoking(() => StructuredOutput.Read(Batching.OwnClient.Saying(text), SomeTypes.Default.City))
            .Should().Throw<StructuredAnswerException>();

    [Fact]
    public void The_form_of_a_type_is_made_once() =>
        StructuredOutput.FormatOf(SomeTypes.Default.City).Should().BeSameAs(StructuredOutput.FormatOf(SomeTypes.Default.City));

    [Fact]
    public void A_type_that_the_API_cannot_enforce_can_be_read_from_a_form_of_the_callers_own() =>
        StructuredOutput.Read(Batching.OwnClient.Saying("""{"items":{"a":1}}"""), SomeTypes.Default.Basket).Items.Should().Contain("a", 1);

    public void Dispose() => _claude.Dispose();

    private JsonElement Sent(string name) => _claude.Emulator.Calls[^1].Json!.Value.GetProperty("output_config").GetProperty(name);
}
