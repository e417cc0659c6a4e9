using System.Text.RegularExpressions;
using PromptCaching.Guardrails.Tests.Support;

namespace PromptCaching.Guardrails.Tests.Redaction.Places;

public sealed partial class TextPlacesTests
{
    private const string Value = "anna@example.org";

    [Theory]
    [InlineData("""{"system":"@"}""")]
    [InlineData("""{"system":[{"type":"text","text":"@","cache_control":{"type":"ephemeral"}}]}""")]
    [InlineData("""{"tools":[{"name":"t","description":"@","input_schema":{"properties":{"to":{"description":"@","enum":["@"]}}}}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":"@"}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"@"}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"@"}]}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"document","title":"@","context":"@","source":{"type":"text","data":"@"}}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"search_result","source":"@","title":"@","content":[{"type":"text","text":"@"}]}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"t","input":{"to":["@"],"id":"@","type":"@"}}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"of_the_future","anything":{"else":["@"]}}]}]}""")]
    [InlineData("""{"messages":[{"content":[{"name":"@","type":"of_the_future"}],"role":"user"}]}""")]
    [InlineData("""{"output_config":{"format":{"type":"json_schema","schema":{"description":"@"}}}}""")]
    [InlineData("""{"of_the_future":"@"}""")]
    public void Content_is_redacted_wherever_it_stands(string body)
    {
        var redacted = Redact(body);

        redacted.Should().Be(body.Replace("@", "[EMAIL_1]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"@","signature":"@"}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"thinking":"@","signature":"@","type":"thinking"}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"redacted_thinking","data":"@"}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"@"}}]}]}""")]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"image","source":{"type":"url","url":"https://@/a.png"}}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"web_search_tool_result","content":[{"type":"web_search_result","title":"@"}]}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"code_execution_tool_result","content":{"stdout":"@"}}]}]}""")]
    [InlineData("""{"messages":[{"role":"assistant","content":[{"type":"compaction","content":"@","encrypted_content":"@"}]}]}""")]
    [InlineData("""{"stop_sequences":["@"],"mcp_servers":[{"type":"url","url":"https://x.org","authorization_token":"@"}]}""")]
    public void What_is_signed_or_must_work_as_it_stands_is_left_alone(string body) => Redact(body).Should().Be(body.Replace("@", Value, StringComparison.Ordinal));

    [Fact]
    public void Names_of_members_are_content_in_a_tools_input_and_nowhere_else()
    {
        Redact("""{"messages":[{"role":"assistant","content":[{"type":"tool_use","input":{"@":1}}]}]}""").Should().Contain("""{"[EMAIL_1]":1}""");
        Redact("""{"tools":[{"input_schema":{"properties":{"@":{}}}}]}""").Should().Contain(Value);
    }

    [Fact]
    public void Ids_stay_even_when_they_look_like_something()
    {
        const string Body = """{"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_4111111111111111","content":"4111111111111111"}]}]}""";

        Redact(Body).Should().Contain("toolu_4111111111111111").And.Contain("[CARD_1]");
    }

    [Fact]
    public void A_users_id_stays_one_of_its_own()
    {
        var one = Redact("""{"metadata":{"user_id":"anna@example.org"}}""");
        var other = Redact("""{"metadata":{"user_id":"otto@example.org"}}""");

        one.Should().MatchRegex("""\{"metadata":\{"user_id":"user_[0-9a-f]{32}"\}\}""").And.NotBe(other);
        Redact("""{"metadata":{"user_id":"anna@example.org"}}""").Should().Be(one);
        Redact("""{"metadata":{"user_id":"7f3c"}}""").Should().Be("""{"metadata":{"user_id":"7f3c"}}""");
    }

    [Fact]
    public void Bytes_outside_of_values_stay_as_they_are()
    {
        const string Body = "{ \"model\" :\"m\",\r\n\t\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9\\/ é 😀 \\ud83d\\ude00 anna\\u0040example.org \\n\\t\\\"@\\\"\"}] ,\"max_tokens\":1e2}";

        Redact(Body).Should().Be(Body.Replace("anna\\u0040example.org", "[EMAIL_1]", StringComparison.Ordinal).Replace("@", "[EMAIL_1]", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_request_of_a_batch_is_numbered_by_itself()
    {
        var body = """
            {"requests":[{"custom_id":"4155550123","params":{"messages":[{"role":"user","content":"a@x.org"}]}},
            {"custom_id":"b","params":{"messages":[{"role":"user","content":"b@x.org"}]}}]}
            """;

        var redacted = Redact(body);

        redacted.Should().Be(body.Replace("a@x.org", "[EMAIL_1]", StringComparison.Ordinal).Replace("b@x.org", "[EMAIL_1]", StringComparison.Ordinal));
    }

    [Fact]
    public void A_body_without_any_is_the_callers_own_bytes()
    {
        ReadOnlyMemory<byte> body = Asked.Conversation("Hello");

        Redacting.With().Redact(body).Body.Equals(body).Should().BeTrue();
    }

    private static string Redact(string body) =>
        Redacting.With().Redact(LonelyAt().Replace(body, Value).Utf8()).Body.Utf8();

    [GeneratedRegex("(?<![a-z])@")]
    private static partial Regex LonelyAt();
}
