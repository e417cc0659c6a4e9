using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>The API may be asked itself why it missed.</summary>
public sealed class DiagnosticsTests : IDisposable
{
    private readonly ChainUnderTest _chain = new(static options =>
    {
        options.ResponseCaching.Enabled = false;
        options.CacheControl.SendDiagnostics = true;
    });

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Nothing_is_asked_by_default()
    {
        _chain.Options.CacheControl.SendDiagnostics = false;

        await Ask(Prompts.Request());

        Sent(0).TryGetProperty("diagnostics", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_turn_asks_and_names_the_answer_before(bool isStream)
    {
        var first = await Ask(Prompts.Request().With(body => body["stream"] = isStream));
        await Ask(Prompts.Request(2).With(body => body["stream"] = isStream));
        await Ask(Prompts.Request(name: "y").With(body => body["stream"] = isStream));

        Previous(0).Should().BeNull();
        Previous(1).Should().Be(first.MessageId);
        Previous(2).Should().BeNull("it is another conversation");
    }

    [Fact]
    public async Task An_answer_to_another_workspace_is_not_named()
    {
        await _chain.AskAsync(Prompts.Request().Say(), static request => request.Headers.Add("anthropic-workspace-id", "one"));

        await _chain.AskAsync(Prompts.Request(2).Say(), static request => request.Headers.Add("anthropic-workspace-id", "two"));

        Previous(1).Should().BeNull();
    }

    [Fact]
    public async Task A_question_of_the_caller_stays_as_it_is()
    {
        await Ask(Prompts.Request());

        await Ask(Prompts.Request(2).With(static body => body["diagnostics"] = new JsonObject { ["previous_message_id"] = "msg_x" }));

        Previous(1).Should().Be("msg_x");
    }

    [Fact]
    public async Task The_question_is_all_that_is_added_where_no_marker_is()
    {
        await Ask("""{"model":"claude-haiku-5-5","max_tokens":16,"messages":[{"role":"user","content":"Hi"}] }  """);

        _chain.Emulator.Calls[0].Body.ToArray().Utf8().Should().Be(
            """{"model":"claude-haiku-5-5","max_tokens":16,"messages":[{"role":"user","content":"Hi"}] ,"diagnostics":{"previous_message_id":null}}  """);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_word_of_the_API_joins_what_was_found_here(bool isStream)
    {
        await Ask(Prompts.Request().With(body => body["stream"] = isStream));

        var verdict = (await Ask(Prompts.Request(2).With(body => body.With(static one => one.Tools().RemoveAt(0))["stream"] = isStream))).Verdict;

        verdict.Diagnosis!.Reason.Should().Be("tools_changed");
        verdict.Diagnosis.MissedTokens.Should().BePositive();
        verdict.Cause!.Kind.Should().Be(CacheMissKind.ToolRemoved, "what was found here is more exact");
        verdict.Cause.IsFromApi.Should().BeFalse();
        verdict.ToString().Should().Contain("The API says tools_changed, about ");
    }

    [Fact]
    public async Task An_edited_history_still_names_the_answer_before()
    {
        await Ask(Prompts.Request());
        var second = await Ask(Prompts.Request(2));

        var third = await Ask(Prompts.Request(3).With(static body => body.Messages()[1] = Prompts.Message("assistant", Texts.Words(700, "edit"))));

        second.MessageId.Should().NotBeNull();
        Previous(2).Should().NotBeNull();
        third.Verdict.Cause!.Kind.Should().Be(CacheMissKind.MessageChanged);
    }

    [Fact]
    public async Task Where_nothing_was_found_here_the_API_has_the_word()
    {
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.Enabled = false, new ScriptedServer(
            """
            {"id":"msg_1","type":"message","role":"assistant","content":[],"stop_reason":"end_turn",
             "usage":{"input_tokens":5,"cache_creation_input_tokens":4000,"cache_read_input_tokens":0,"output_tokens":1},
             "diagnostics":{"cache_miss_reason":{"type":"unavailable"} } }
            """));

        var verdict = (await chain.AskAsync(Prompts.Request().Say())).Report.Verdict;

        verdict.Outcome.Should().Be(CacheOutcome.Miss);
        verdict.Cause!.Kind.Should().Be(CacheMissKind.ParameterChanged);
        verdict.Cause.IsFromApi.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"cache_miss_reason":null}""")]
    [InlineData("null")]
    [InlineData("""{"cache_miss_reason":{"type":7}}""")]
    [InlineData("3")]
    public async Task An_answer_that_says_nothing_of_a_miss_is_no_diagnosis(string diagnostics)
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(
            $$"""{"id":"msg_1","type":"message","content":[],"usage":{"input_tokens":5,"output_tokens":1},"diagnostics":{{diagnostics}} }"""));

        (await chain.AskAsync(Prompts.Request().Say())).Report.Verdict.Diagnosis.Should().BeNull();
    }

    private JsonElement Sent(int call) => _chain.Emulator.Calls[call].Body.ToArray().Json();

    private string? Previous(int call) => Sent(call).GetProperty("diagnostics").GetProperty("previous_message_id").GetString();

    private Task<CallReport> Ask(JsonObject request) => Ask(request.Say());

    private async Task<CallReport> Ask(string request) => (await _chain.AskAsync(request)).Report;
}
