using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PromptCaching.Testing.Tests.Answers;

public sealed partial class DeterministicAnswerTests : IDisposable
{
    private const string Handbook =
        "Employees receive thirty days of holiday each year. The office opens at eight. Travel must be booked by the assistant of the department. "
        + "Unused holiday expires at the end of March.";

    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Equal_requests_get_equal_bytes_but_for_ids()
    {
        var request = Some.Request().System(Some.Text(Handbook)).User("How many days of holiday do I have?");
        using var other = new Server();
        var first = (await _server.AskAsync(request)).Body;

        (await other.AskAsync(request)).Body.Should().Be(first);
        (await _server.AskAsync(request)).Body.Should().NotBe(first);
        Ids().Replace((await _server.AskAsync(request)).Body, "id").Should().Be(Ids().Replace(first, "id"));
    }

    [Fact]
    public async Task Markers_streaming_and_metadata_do_not_change_the_answer()
    {
        var plain = await TextAsync(Some.Request().System(Some.Text(Handbook)).User("When does holiday expire?"));

        (await TextAsync(Some.Request().System(Some.Text(Handbook, "1h")).User("When does holiday expire?")
            .With("metadata", new JsonObject { ["user_id"] = "u" }).With("cache_control", Some.Marker("5m")))).Should().Be(plain);
    }

    [Fact]
    public async Task Sentences_that_share_words_with_the_question_are_quoted() =>
        (await TextAsync(Some.Request().System(Some.Text(Handbook)).User("When does unused holiday expire?"))).Should().Be(
            "You asked: \"When does unused holiday expire?\". From the text: \"Employees receive thirty days of holiday each year.\" "
            + "Also: \"Unused holiday expires at the end of March.\"");

    [Fact]
    public async Task The_text_may_be_a_document_a_tool_result_or_stand_before_the_question()
    {
        const string Quote = "\"The office opens at eight.\"";
        var document = new JsonObject { ["type"] = "document", ["source"] = new JsonObject { ["type"] = "text", ["media_type"] = "text/plain", ["data"] = Handbook } };

        (await TextAsync(Some.Request().User(document, Some.Text("When does the office open?")))).Should().Contain(Quote);
        (await TextAsync(Some.Request().User($"{Handbook}\n\nWhen does the office open?"))).Should().Contain(Quote);
        (await TextAsync(Some.Request().User("When does the office open?").Assistant(Some.ToolUse("t")).User(Some.ToolResult("t", Handbook)))).Should().Contain(Quote);
    }

    [Fact]
    public async Task A_question_about_nothing_in_the_text_is_answered_honestly() =>
        (await TextAsync(Some.Request().User("Why?"))).Should().Be(
            "You asked: \"Why?\". Nothing in the text that came with the question speaks of it, so there is nothing to quote.");

    [Fact]
    public async Task Max_tokens_cut_the_answer_where_they_are_used_up()
    {
        var answer = await _server.AnswerAsync(Some.Request().User("Why?").With("max_tokens", 3));

        answer.GetProperty("content")[0].GetProperty("text").GetString().Should().Be("You asked: ");
        answer.GetProperty("stop_reason").GetString().Should().Be("max_tokens");
        answer.GetProperty("usage").GetProperty("output_tokens").GetInt32().Should().Be(3);
    }

    [Fact]
    public async Task A_stop_sequence_ends_the_answer_before_it()
    {
        var answer = await _server.AnswerAsync(Some.Request().User("Why?").With("stop_sequences", new JsonArray("nothing to", "Nothing")));

        answer.GetProperty("content")[0].GetProperty("text").GetString().Should().Be("You asked: \"Why?\". ");
        answer.GetProperty("stop_reason").GetString().Should().Be("stop_sequence");
        answer.GetProperty("stop_sequence").GetString().Should().Be("Nothing");
    }

    [Fact]
    public async Task A_forced_tool_is_called_with_an_input_that_fits_its_schema()
    {
        var schema = JsonNode.Parse("""
            {"type":"object","required":["place","days","unit","tags","deep"],"properties":{"place":{"type":"string"},"days":{"type":"integer","minimum":2},
             "unit":{"enum":["celsius","kelvin"]},"tags":{"type":"array","items":{"type":["null","boolean"]}},"deep":{"$ref":"#/$defs/d"},"left_out":{"type":"string"}},
             "$defs":{"d":{"type":"object","required":["on"],"properties":{"on":{"type":"string","format":"date"}}}}}
            """)!;
        var request = Some.Request()
            .Tools(Some.Tool("send_mail"), new JsonObject { ["name"] = "get_weather", ["description"] = "Tells the weather", ["input_schema"] = schema })
            .User("What is the weather?").With("tool_choice", new JsonObject { ["type"] = "any" });
        var answer = await _server.AnswerAsync(request);
        var call = answer.GetProperty("content")[0];

        answer.GetProperty("stop_reason").GetString().Should().Be("tool_use");
        call.GetProperty("name").GetString().Should().Be("get_weather");
        call.GetProperty("input").GetRawText().Should().Be(
            """{"place":"What is the weather?","days":2,"unit":"celsius","tags":[true],"deep":{"on":"2026-01-01"}}""");
        (await _server.AnswerAsync(request.With("tool_choice", new JsonObject { ["type"] = "tool", ["name"] = "send_mail" })))
            .GetProperty("content")[0].GetProperty("name").GetString().Should().Be("send_mail");
    }

    [Fact]
    public async Task A_demanded_format_is_kept()
    {
        var format = JsonNode.Parse("""{"type":"json_schema","schema":{"type":"object","required":["sure"],"properties":{"sure":{"type":"boolean"}}}}""");

        (await TextAsync(Some.Request().User("Sure?").With("output_config", new JsonObject { ["format"] = format }))).Should().Be("""{"sure":true}""");
    }

    [Theory]
    [InlineData("date-time", typeof(DateTimeOffset))]
    [InlineData("date", typeof(DateOnly))]
    [InlineData("time", typeof(TimeOnly))]
    [InlineData("uuid", typeof(Guid))]
    [InlineData("uri", typeof(Uri))]
    public async Task A_text_of_a_demanded_form_can_be_read_as_its_type(string form, Type type)
    {
        var property = new JsonObject { ["type"] = "string", ["format"] = form };
        var schema = new JsonObject
        {
            ["type"] = "object", ["required"] = new JsonArray("it"), ["properties"] = new JsonObject { ["it"] = property },
        };
        var format = new JsonObject { ["type"] = "json_schema", ["schema"] = schema };

        var answer = await TextAsync(Some.Request().User("When?").With("output_config", new JsonObject { ["format"] = format }));

        JsonNode.Parse(answer)!["it"].Deserialize(type).Should().NotBeNull();
    }

    [Fact]
    public async Task Count_tokens_counts_the_whole_prompt_by_the_published_rule()
    {
        var body = Some.Request().Tools(Some.Tool("look", "5m")).System(Some.Text(2000)).User(
            Some.Text(10), new JsonObject { ["type"] = "image", ["source"] = new JsonObject { ["type"] = "base64", ["media_type"] = "image/png", ["data"] = "aGk=" } });
        body.Remove("max_tokens");
        using var response = await _server.SendAsync(Server.Post(body.ToJsonString(), "/v1/messages/count_tokens"));
        var tool = "{\"description\":\"\",\"input_schema\":{\"type\":\"object\"},\"name\":\"look\"}".Length + 40;

        (await response.Content.ReadAsStringAsync()).Should().Be($"{{\"input_tokens\":{2010 + 300 + ((tool + 3) / 4)}}}");
        TokenEstimate.OfRequest(JsonDocument.Parse(body.ToJsonString()).RootElement, TokenCounting.FourCharacters).Should().Be(2310 + ((tool + 3) / 4));
    }

    private async Task<string> TextAsync(JsonObject request) => (await _server.AnswerAsync(request)).GetProperty("content")[0].GetProperty("text").GetString()!;

    [GeneratedRegex("msg_[a-z0-9]+")]
    private static partial Regex Ids();
}
