using PromptCaching.Guardrails.Validation;
using PromptCaching.Guardrails.Validation.Traffic;

namespace PromptCaching.Guardrails.Tests.Validation;

/// <summary>Bytes that no model should send, and some do: the verdict is a verdict, never another exception.</summary>
public sealed class HostileAnswersTests
{
    private static readonly string _deep = string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100);

    [Theory]
    [InlineData("""{"content":[{"type":"text","text":"\ud83d<script>x</script>"}],"stop_reason":"end_turn"}""", ValidationOutcome.Sanitised)]
    [InlineData("""{"content":[{"type":"text","text":"a"}],"stop_reason":"\ud83d"}""", ValidationOutcome.Passed)]
    [InlineData("""{"content":[{"type":"text","text":"a","\ud83d":1}],"stop_reason":"end_turn"}""", ValidationOutcome.Refused)]
    [InlineData("""{"content":[{"type":"\ud83d","text":"a"}],"stop_reason":"end_turn"}""", ValidationOutcome.Refused)]
    [InlineData("""{"content":"text"}""", ValidationOutcome.Refused)]
    [InlineData("""{"content":[{"type":"text","text":"a"}]} more""", ValidationOutcome.Refused)]
    [InlineData("[]", ValidationOutcome.Refused)]
    [InlineData("", ValidationOutcome.Refused)]
    public void A_message_is_judged_whatever_it_holds(string message, ValidationOutcome expected) => Judge(message).Outcome.Should().Be(expected);

    [Fact]
    public void Half_a_surrogate_pair_stays_half_where_something_else_is_taken_out() =>
        Judge("""{"content":[{"type":"text","text":"\ud83d<script>x</script>"}],"stop_reason":"end_turn"}""").Body.ToArray()
            .Should().Equal("""{"content":[{"type":"text","text":"\ud83d"}],"stop_reason":"end_turn"}"""u8.ToArray());

    [Fact]
    public void The_input_of_a_tool_may_nest_as_deep_as_the_client_reads() =>
        Judge($$"""{"content":[{"type":"tool_use","input":{{_deep}}}],"stop_reason":"tool_use"}""").Outcome.Should().Be(ValidationOutcome.Passed);

    [Theory]
    [InlineData("""{"name":"\ud83d"}""")]
    [InlineData("""{"\ud83d":1}""")]
    [InlineData("""{"name":1e999}""")]
    public void An_answer_that_is_to_be_JSON_is_judged_whatever_it_holds(string answer) =>
        Validator("""{"properties":{"name":{"type":["string","number"],"minLength":1,"minimum":1,"enum":["a"],"pattern":"a"}},"additionalProperties":false}""")
            .Validate(answer).Issues.Should().NotBeEmpty();

    [Fact]
    public void Half_a_surrogate_pair_that_is_not_escaped_is_the_sign_for_what_nobody_can_read() =>
        Validator("""{"properties":{"name":{"const":"\ufffd"}}}""").Validate("{\"name\":\"" + '\ud83d' + "\"}").Issues.Should().BeEmpty();

    [Fact]
    public void An_answer_that_is_to_be_JSON_may_nest_as_deep_as_the_client_reads() => Validator("{}").Validate(_deep).Issues.Should().BeEmpty();

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public void No_end_of_lines_carries_a_script_past_the_judge(string end)
    {
        var stream = """
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Four<script>x</script>"}}

            data: {"type":"message_stop"}


            """.ReplaceLineEndings(end);

        var judged = AnswerJudge.Judge(Validator("true"), System.Text.Encoding.UTF8.GetBytes(stream), isStream: true, maySanitise: true);

        judged.Outcome.Should().Be(end == "\r" ? ValidationOutcome.Refused : ValidationOutcome.Sanitised);
    }

    [Theory]
    [InlineData("""{"pattern":"("}""", "$.pattern must be a regular expression.")]
    [InlineData("""{"properties":{"a":{"minimum":"1"}}}""", "$.properties.a.minimum must be a number.")]
    [InlineData("""{"anyOf":[{"enum":"a"}]}""", "$.anyOf[0].enum must be a list.")]
    [InlineData("""{"items":{"required":["a",1]}}""", "$.items.required must be a list of names.")]
    [InlineData("""{"type":1}""", "$.type must be a name, or a list of names.")]
    [InlineData("""{"properties":{"a":1}}""", "$.properties.a is number, not a schema.")]
    [InlineData("""{"$defs":[]}""", "$.$defs must be an object.")]
    [InlineData("7", "$ is number, not a schema.")]
    [InlineData("""{"type":["strin","null"]}""", "$.type is \"strin\", which is no type of JSON.")]
    [InlineData("""{"items":{"$ref":"#/$defs/a"}}""", "$.items.$ref is \"#/$defs/a\", which is not there; what stands elsewhere is not fetched.")]
    [InlineData("""{"$ref":"#a","$defs":{"b":{"$anchor":"a"}}}""", "$.$ref is \"#a\", which is not there; what stands elsewhere is not fetched.")]
    [InlineData("""{"$ref":1}""", "$.$ref must be a text.")]
    public void A_schema_that_nothing_can_be_compared_with_is_told_at_start(string schema, string problem) =>
        new ValidationOptionsValidator().Validate(null, new ValidationOptions { JsonSchema = schema }).FailureMessage.Should().EndWith(problem);

    [Fact]
    public void A_schema_may_name_what_is_data_as_it_likes() =>
        new ValidationOptionsValidator().Validate(null, new ValidationOptions { JsonSchema = """{"const":{"pattern":"(","$ref":1},"default":{"type":1}}""" })
            .Succeeded.Should().BeTrue();

    [Theory]
    [InlineData("19.99", true)]
    [InlineData("0.3", true)]
    [InlineData("0.005", false)]
    [InlineData("1e300", true)]
    public void Multiples_are_counted_as_people_do(string number, bool isFine) =>
        Validator("""{"multipleOf":0.01}""").Validate(number).IsValid.Should().Be(isFine);

    [Theory]
    [InlineData("\"👍🏽\"", false)]
    [InlineData("\"👍\"", true)]
    public void Length_counts_code_points_as_JSON_schema_does(string text, bool isFine) =>
        Validator("""{"maxLength":1}""").Validate(text).IsValid.Should().Be(isFine);

    [Fact]
    public void A_phrase_of_nothing_but_marks_is_found_nowhere() =>
        new ResponseValidator(new ValidationOptions { MinLength = 0, UncertaintyPhrases = ["**"] }).Validate("**a** b").Issues.Should().BeEmpty();

    private static ResponseValidator Validator(string schema) => new(new ValidationOptions { MinLength = 0, JsonSchema = schema });

    private static JudgedAnswer Judge(string message) => AnswerJudge.Judge(
        new ResponseValidator(new ValidationOptions { MinLength = 0 }), System.Text.Encoding.UTF8.GetBytes(message), isStream: false, maySanitise: true);
}
