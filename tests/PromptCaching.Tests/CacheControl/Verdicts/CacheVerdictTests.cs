using System.Text.Json.Nodes;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Every call has a verdict, and it says what the emulator, which keeps the real rules, has done.</summary>
public sealed class CacheVerdictTests : IDisposable
{
    private readonly ChainUnderTest _chain = new(static options => options.ResponseCaching.Enabled = false);

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task The_first_call_is_a_cold_start_that_writes()
    {
        var verdict = await Ask(Prompts.Request());

        verdict.Outcome.Should().Be(CacheOutcome.ColdStart);
        verdict.Cause.Should().BeNull();
        verdict.ReadTokens.Should().Be(0);
        verdict.ExpectedReadTokens.Should().Be(0);
        verdict.WrittenTokens.Should().Be(_chain.Emulator.Calls[0].Usage!.Written5mTokens);
        verdict.ExpectedWrittenTokens.Should().BeCloseTo(verdict.WrittenTokens!.Value, 200);
    }

    [Fact]
    public async Task The_second_turn_is_a_hit_that_was_expected()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2));

        verdict.Outcome.Should().Be(CacheOutcome.Hit);
        verdict.Cause.Should().BeNull();
        verdict.ReadTokens.Should().Be(_chain.Emulator.Calls[1].Usage!.ReadTokens).And.BeGreaterThan(2000);
        verdict.ExpectedReadTokens.Should().BeCloseTo(verdict.ReadTokens!.Value, 200);
    }

    [Fact]
    public async Task Another_conversation_that_reads_tools_and_system_prompt_is_a_hit()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(name: "y"));

        verdict.Outcome.Should().Be(CacheOutcome.Hit);
        verdict.Cause.Should().BeNull();
    }

    [Fact]
    public async Task A_prompt_that_is_too_short_says_by_how_much()
    {
        var verdict = await Ask("""{"model":"claude-haiku-5-5","max_tokens":16,"messages":[{"role":"user","content":"Hi"}]}""");

        verdict.Outcome.Should().Be(CacheOutcome.NothingToCache);
        verdict.Cause!.Kind.Should().Be(CacheMissKind.BelowMinimum);
        var missing = 512 - _chain.Emulator.Calls[0].Usage!.InputTokens;
        verdict.Cause.Sentence.Should().Be($"The prompt is {missing} tokens below the shortest prefix that the model caches.");
    }

    [Fact]
    public async Task Every_breakpoint_is_listed_with_its_reason_the_callers_too()
    {
        var request = Prompts.Request().With(static body => body["system"] = Prompts.Text(Texts.Words(700, "syst"), "1h", isMarked: true));

        var verdict = await Ask(request);

        verdict.Breakpoints[0].Place.Should().StartWith("tools.");
        verdict.Breakpoints.Should().ContainEquivalentOf(new PlannedBreakpoint
        {
            Place = "system.0", TimeToLive = TimeSpan.FromHours(1), IsCallers = true, Reason = "set by the caller",
        });
        verdict.Breakpoints.Where(static breakpoint => !breakpoint.IsCallers).Should().NotBeEmpty()
            .And.OnlyContain(static breakpoint => breakpoint.Reason.Length > 20);
    }

    [Fact]
    public async Task Automatic_caching_is_listed_as_such()
    {
        var verdict = await Ask(Prompts.Request().With(static body => body["cache_control"] = new JsonObject { ["type"] = "ephemeral" }));

        verdict.Breakpoints.Single(static breakpoint => breakpoint.IsCallers).Reason.Should().Be("automatic caching, as the caller asked");
    }

    [Theory]
    [InlineData(true, "The request went out as it was: the caller wants it as sent.")]
    [InlineData(false, "The request went out as it was: breakpoints are switched off.")]
    public async Task A_call_that_is_not_treated_says_so_and_what_was_read(bool isEnabled, string explanation)
    {
        _chain.Options.CacheControl.Enabled = isEnabled;
        var request = Prompts.Request().With(static body => body["system"] = Prompts.Text(Texts.Words(700, "syst"), isMarked: true));
        await Ask(request, AsSent);

        var verdict = await Ask(request, AsSent);

        verdict.Outcome.Should().Be(CacheOutcome.NotTreated);
        verdict.Explanation.Should().Be(explanation);
        verdict.Breakpoints.Single().Place.Should().Be("system.0");
        verdict.ReadTokens.Should().BeGreaterThan(1000);
    }

    [Fact]
    public async Task A_body_that_is_not_understood_says_so()
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer("""{"type":"message","id":"m","usage":{"input_tokens":1,"output_tokens":1} }"""));

        var verdict = (await chain.AskAsync("""{"messages":[],"messages":[]}""")).Report.Verdict;

        verdict.Explanation.Should().Be("The request went out as it was: its body was not understood.");
    }

    [Fact]
    public async Task An_answer_from_the_response_cache_says_so()
    {
        _chain.Options.ResponseCaching.Enabled = true;
        var request = Prompts.Request().With(static body => body["max_tokens"] = 4000);
        await Ask(request);

        (await Ask(request)).Outcome.Should().Be(CacheOutcome.AnsweredFromResponseCache);
    }

    [Fact]
    public async Task A_failed_call_has_a_verdict_without_an_outcome()
    {
        _chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        var verdict = await Ask(Prompts.Request());

        verdict.Outcome.Should().Be(CacheOutcome.None);
        verdict.Explanation.Should().Be("The call failed; whether anything was read or written is not known.");
        verdict.Breakpoints.Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_streamed_call_is_judged_when_its_stream_ends()
    {
        using var request = ChainUnderTest.Post(Prompts.Request().With(static body => body["stream"] = true).Say().Utf8());
        using var response = await _chain.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.GetCallReport()!.Verdict.Outcome.Should().Be(CacheOutcome.None);

        await response.Content.ReadAsByteArrayAsync();

        response.GetCallReport()!.Verdict.Outcome.Should().Be(CacheOutcome.ColdStart);
    }

    [Fact]
    public async Task A_verdict_reads_as_three_lines_at_most()
    {
        await Ask(Prompts.Request());
        var text = (await Ask(Prompts.Request().With(static body => body["tools"]!.AsArray().RemoveAt(1)))).ToString();

        text.Split('\n').Should().HaveCount(3);
        text.Should().StartWith("Miss: read 0 tokens (0 expected), wrote ").And.Contain("\nMarked: tools.0 (5m: ").And.EndWith("forbid some with tool_choice.");
    }

    [Fact]
    public async Task Every_plan_and_outcome_is_logged_for_those_who_debug()
    {
        await Ask(Prompts.Request());

        _chain.Loggers.Lines.Should().ContainSingle(static line => line.StartsWith("Debug: Added", StringComparison.Ordinal));
        _chain.Loggers.Lines.Should().ContainSingle(static line => line.StartsWith("Debug: Prompt cache: ColdStart, read 0", StringComparison.Ordinal))
            .Which.Should().EndWith(". Nothing was there to be read yet.");
        _chain.Loggers.Lines.Should().NotContain(static line => line.StartsWith("Warning", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Half_of_what_was_expected_and_less_is_worth_a_warning()
    {
        await Ask(Prompts.Request());
        _chain.Emulator.Reset();

        var verdict = await Ask(Prompts.Request(2));

        verdict.Outcome.Should().Be(CacheOutcome.Miss);
        verdict.Cause!.Kind.Should().Be(CacheMissKind.Unexplained);
        _chain.Loggers.Lines.Should().ContainSingle(static line => line.StartsWith("Warning: The prompt cache gave 0 tokens where", StringComparison.Ordinal));
    }

    private static void AsSent(HttpRequestMessage request) => new ClaudeCall { CacheControl = CacheControlMode.AsSent }.Set(request);

    private Task<CacheVerdict> Ask(JsonObject request, Action<HttpRequestMessage>? change = null) => Ask(request.Say(), change);

    private async Task<CacheVerdict> Ask(string request, Action<HttpRequestMessage>? change = null) =>
        (await _chain.AskAsync(request, change)).Report.Verdict;
}
