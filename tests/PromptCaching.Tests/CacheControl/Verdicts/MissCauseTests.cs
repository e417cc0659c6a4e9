using System.Text.Json.Nodes;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>A call that reads less than an earlier one had left names the first thing that differs.</summary>
public sealed class MissCauseTests : IDisposable
{
    private readonly ChainUnderTest _chain = new(static options => options.ResponseCaching.Enabled = false);

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Another_model_in_the_same_conversation_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body["model"] = "claude-opus-5-5"));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.ModelChanged, "model");
    }

    [Fact]
    public async Task Another_key_in_the_same_conversation_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2), static request => request.Headers.Add("x-api-key", "another-key"));

        verdict.Cause!.Kind.Should().Be(CacheMissKind.IsolationChanged);
    }

    [Fact]
    public async Task An_added_tool_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Tools().Insert(1, Prompts.Tool("third"))));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.ToolAdded, "tools.1", "tools.1 was not there before.");
    }

    [Fact]
    public async Task A_removed_tool_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Tools().RemoveAt(0)));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.ToolRemoved, "tools.0", "What was tools.0 is gone.");
    }

    [Fact]
    public async Task A_changed_tool_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Tools()[1] = Prompts.Tool("second", "othr")));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.ToolChanged, "tools.1");
    }

    [Fact]
    public async Task Reordered_tools_are_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body =>
        {
            var first = body.Tools()[0]!;
            body.Tools().RemoveAt(0);
            body.Tools().Add(first);
        }));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.ToolsReordered, "tools.0");
    }

    [Theory]
    [InlineData(70, "characters 64 and 80")]
    [InlineData(3, "characters 0 and 16")]
    [InlineData(1000, "characters 992 and 1,008")]
    public async Task A_changed_system_prompt_is_named_to_sixteen_characters(int at, string range)
    {
        var text = Texts.Words(700, "syst");
        await Ask(Prompts.Request().With(body => body["system"] = Prompts.Text(text)));

        var verdict = await Ask(Prompts.Request(2).With(body => body["system"] = Prompts.Text(text.Remove(at, 1).Insert(at, "#"))));

        Expect(verdict, CacheOutcome.Partial, CacheMissKind.SystemChanged, "system.0", $"system.0 differs between {range}.");
        verdict.ReadTokens.Should().BeGreaterThan(500, "the tools were read");
    }

    [Fact]
    public async Task Characters_are_counted_as_the_caller_counts_them()
    {
        var text = "Grüße, \"Welt\"\n\U0001F600 " + Texts.Words(700, "syst");
        await Ask(Prompts.Request().With(body => body["system"] = text + " one"));

        var verdict = await Ask(Prompts.Request(2).With(body => body["system"] = text + " two"));

        var range = verdict.Cause!.Sentence.Split(' ');
        int.Parse(range[4].Replace(",", "", StringComparison.Ordinal)).Should().BeInRange(text.Length - 16, text.Length + 1);
        int.Parse(range[6].TrimEnd('.').Replace(",", "", StringComparison.Ordinal)).Should().BeInRange(text.Length, text.Length + 17);
    }

    [Fact]
    public async Task A_time_in_the_system_prompt_of_other_conversations_is_named_too()
    {
        await Ask(Prompts.Request().With(static body => body["system"] = $"You help. It is 10:00. {Texts.Words(700)}"));

        var verdict = await Ask(Prompts.Request(name: "y").With(static body => body["system"] = $"You help. It is 10:01. {Texts.Words(700)}"));

        Expect(verdict, CacheOutcome.Partial, CacheMissKind.SystemChanged, "system.0", "system.0 differs between characters 16 and 32.");
    }

    [Fact]
    public async Task A_new_system_block_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body["system"]!.AsArray().Insert(0, Prompts.Text("Be kind.")[0]!.DeepClone())));

        verdict.Cause!.Kind.Should().Be(CacheMissKind.SystemChanged);
        verdict.Cause.Place.Should().Be("system.0");
    }

    [Fact]
    public async Task An_edited_earlier_turn_is_named()
    {
        await Ask(Prompts.Request());
        await Ask(Prompts.Request(2));
        await Ask(Prompts.Request(3));

        var verdict = await Ask(Prompts.Request(4).With(static body => body.Messages()[1] = Prompts.Message("assistant", Texts.Words(700, "edit"))));

        Expect(verdict, CacheOutcome.Partial, CacheMissKind.MessageChanged, "messages.1.content.0");
    }

    [Fact]
    public async Task A_history_that_lost_its_beginning_is_named()
    {
        await Ask(Prompts.Request(3));

        var verdict = await Ask(Prompts.Request(4).With(static body =>
        {
            body.Messages().RemoveAt(0);
            body.Messages().RemoveAt(0);
        }));

        Expect(verdict, CacheOutcome.Partial, CacheMissKind.MessageChanged, "messages.0.content.0");
    }

    [Theory]
    [InlineData("tool_choice", """{"type":"any"}""", "tool_choice")]
    [InlineData("thinking", """{"type":"adaptive"}""", "thinking")]
    [InlineData("output_config", """{"effort":"low"}""", "output_config")]
    public async Task A_changed_parameter_of_the_messages_is_named(string name, string value, string place)
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(body => body[name] = JsonNode.Parse(value)));

        Expect(verdict, CacheOutcome.Partial, CacheMissKind.ParameterChanged, place);
    }

    [Fact]
    public async Task The_first_image_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Messages()[2]!["content"]!.AsArray().Add(JsonNode.Parse(
            """{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="} }"""))));

        Expect(verdict, CacheOutcome.Partial, CacheMissKind.ParameterChanged, "images");
    }

    [Fact]
    public async Task The_first_document_with_citations_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Messages()[2]!["content"]!.AsArray().Add(JsonNode.Parse(
            """{"type":"document","source":{"type":"text","media_type":"text/plain","data":"d"},"citations":{"enabled":true} }"""))));

        verdict.Cause!.Place.Should().Be("citations");
    }

    [Fact]
    public async Task Another_speed_is_named()
    {
        await Ask(Prompts.Request().With(static body => body["model"] = "claude-opus-5-5"));

        var verdict = await Ask(Prompts.Request(2).With(static body =>
        {
            body["model"] = "claude-opus-5-5";
            body["speed"] = "fast";
        }));

        verdict.Cause!.Place.Should().Be("speed");
    }

    [Fact]
    public async Task Web_search_that_comes_in_is_named()
    {
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Tools().Add(JsonNode.Parse(
            """{"type":"web_search_20260318","name":"web_search"}"""))));

        verdict.Cause!.Kind.Should().Be(CacheMissKind.ParameterChanged);
        verdict.Cause.Place.Should().Be("web tools");
    }

    [Fact]
    public async Task An_entry_that_was_not_used_for_too_long_has_expired()
    {
        await Ask(Prompts.Request().With(MarkLastMessage));
        _chain.Clock.Advance(TimeSpan.FromMinutes(7));

        var verdict = await Ask(Prompts.Request(2));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.Expired, "messages.0.content.0");
        verdict.Cause!.Sentence.Should().Be("The entry up to messages.0.content.0 expired after 00:05:00; it was last used 00:07:00 before.");
    }

    [Fact]
    public async Task An_entry_of_an_hour_expires_after_an_hour()
    {
        await Ask(Prompts.Request().With(static body => body.Messages()[0]!["content"] = Prompts.Text(Texts.Words(900), "1h", isMarked: true)));
        _chain.Clock.Advance(TimeSpan.FromMinutes(61));

        var verdict = await Ask(Prompts.Request(2).With(static body => body.Messages()[0]!["content"] = Prompts.Text(Texts.Words(900))));

        verdict.Cause!.Sentence.Should().Contain("expired after 01:00:00; it was last used 01:01:00 before.");
    }

    [Fact]
    public async Task An_entry_out_of_the_window_of_the_callers_four_markers_is_named()
    {
        await Ask(Prompts.Request().With(MarkLastMessage));

        var verdict = await Ask(Prompts.Request().With(static body =>
        {
            for (var block = 0; block < 30; block++)
            {
                body.Messages()[0]!["content"]!.AsArray().Add(Prompts.Text($"more {block}", isMarked: block > 25)[0]!.DeepClone());
            }
        }));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.OutOfWindow, "messages.0.content.0");
        verdict.Cause!.Sentence.Should().Be("The entry up to messages.0.content.0 is 8 places too far in front of the next breakpoint to be found.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_entry_behind_the_last_of_the_callers_four_markers_is_named(bool isMarkedAtTheEnd)
    {
        JsonArray System(bool isMarked) =>
            [.. Enumerable.Range(0, 4).Select(block => Prompts.Text($"{block} {Texts.Words(200)}", isMarked: isMarked)[0]!.DeepClone())];
        JsonObject Request(bool isMarked) => Prompts.Request().With(body =>
        {
            body.Remove("tools");
            body["system"] = System(isMarked);
            body.Messages()[0]!["content"] = Prompts.Text(Texts.Words(3000, "ques"), isMarked: !isMarked);
        });
        await Ask(Request(false));

        var verdict = await Ask(Request(isMarked: !isMarkedAtTheEnd));

        verdict.Cause?.Kind.Should().Be(isMarkedAtTheEnd ? null : CacheMissKind.NotMarked);
        (verdict.Cause is null).Should().Be(isMarkedAtTheEnd, "{0}", verdict);
    }

    [Fact]
    public async Task An_entry_that_another_call_is_still_writing_is_named()
    {
        var gate = new GateInFront(_chain.Emulator);
        using var chain = new ChainUnderTest(static options => options.ResponseCaching.Enabled = false, gate);
        var first = chain.AskAsync(Prompts.Request().Say());
        await gate.Arrived.WaitAsync();
        var second = await chain.AskAsync(Prompts.Request(name: "y").Say());
        gate.Open.SetResult();
        await first;
        var verdict = second.Report.Verdict;

        verdict.Cause!.Kind.Should().Be(CacheMissKind.BeingWritten);
        verdict.Cause.Hint.Should().Be("Send one request first, and the others once its answer has begun.");
    }

    [Fact]
    public async Task Another_set_of_betas_is_suspected_last()
    {
        await Ask(Prompts.Request());
        _chain.Emulator.Reset();

        var verdict = await Ask(Prompts.Request(2), static request => request.Headers.Add("anthropic-beta", "context-management-2025-06-27"));

        Expect(verdict, CacheOutcome.Miss, CacheMissKind.ParameterChanged, "anthropic-beta");
    }

    [Fact]
    public async Task A_call_that_failed_left_nothing_to_miss()
    {
        _chain.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        await Ask(Prompts.Request());

        var verdict = await Ask(Prompts.Request());

        verdict.Outcome.Should().Be(CacheOutcome.ColdStart);
        verdict.Cause.Should().BeNull();
    }

    private static void MarkLastMessage(JsonObject body) =>
        body.Messages()[^1]!["content"]!.AsArray()[^1]!["cache_control"] = new JsonObject { ["type"] = "ephemeral" };

    private static void Expect(CacheVerdict verdict, CacheOutcome outcome, CacheMissKind kind, string place, string? sentence = null)
    {
        verdict.Cause.Should().NotBeNull("{0}", verdict);
        verdict.Cause!.Kind.Should().Be(kind, "{0}", verdict);
        verdict.Cause.Place.Should().Be(place);
        verdict.Cause.Hint.Should().EndWith(".");
        verdict.Outcome.Should().Be(outcome, "{0}", verdict);
        verdict.Cause.Sentence.Should().Be(sentence ?? verdict.Cause.Sentence);
    }

    private async Task<CacheVerdict> Ask(JsonObject request, Action<HttpRequestMessage>? change = null)
    {
        var answered = await _chain.AskAsync(request.Say(), change);
        return answered.Report.Verdict;
    }

    /// <summary>Holds requests back until it is opened; then they go on in the order in which they came.</summary>
    private sealed class GateInFront(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private int _isHeld;

        public TaskCompletionSource Open { get; } = new();

        public SemaphoreSlim Arrived { get; } = new(0);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The first is held; whoever comes after it passes.
            if (Interlocked.Exchange(ref _isHeld, 1) == 0)
            {
                Arrived.Release();
                await Open.Task;
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
