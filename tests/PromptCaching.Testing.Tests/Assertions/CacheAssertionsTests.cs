using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Assertions;

public sealed class CacheAssertionsTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_conversation_that_reads_its_prefix_passes()
    {
        await _server.BillAsync(Conversation());
        await _server.BillAsync(Conversation().Assistant(Some.Text("Yes.")).User("And then?"));

        _server.Emulator.Calls.ShouldReadFromCache(0.9);
        _server.Emulator.Calls[1].ShouldReadFromCache(0.9, after: _server.Emulator.Calls);
    }

    [Fact]
    public async Task A_system_prompt_with_a_clock_in_it_is_named_with_the_character_where_it_differs()
    {
        await _server.BillAsync(Conversation("It is 10:00. "));
        await _server.BillAsync(Conversation("It is 10:01. ").Assistant(Some.Text("Yes.")).User("And then?"));

        Failure(() => _server.Emulator.Calls.ShouldReadFromCache(0.9)).Should()
            .StartWith("Call 2 was expected to read 90 % of its prompt from the cache and read 0 %")
            .And.Contain("Against call 1, the nearest before it: system.0 differs at character 10: \"It is 10:00. abcdabcdabcdabcda…\" became \"It is 10:01. abcdabcdabcdabcda…\".");
    }

    [Fact]
    public async Task Of_several_calls_the_first_that_missed_is_named()
    {
        await _server.BillAsync(Conversation());
        await _server.BillAsync(Conversation().Assistant(Some.Text("Yes.")).User("And?"));
        await _server.BillAsync(Conversation().Assistant(Some.Text("No.")).User("And?").With("tool_choice", new JsonObject { ["type"] = "none" })
            .Tools(Some.Tool("look")));

        Failure(() => _server.Emulator.Calls.ShouldReadFromCache(0.9)).Should()
            .Contain("The conversation (calls 2 to 3)").And.Contain("Call 3 is the first below it").And.Contain("tools.0 (\"look\") was added.");
    }

    [Theory]
    [InlineData("none", "It carries no cache_control marker")]
    [InlineData("short", "below the model's minimum")]
    [InlineData("late", "but that had expired: 00:06:00 lie between them, and it lives 00:05:00")]
    [InlineData("other key", "caches are never shared")]
    public async Task What_the_cache_rules_forbid_is_said(string why, string explanation)
    {
        var body = why switch
        {
            "none" => Some.Request().System(Some.Text(2000)).User("Hi"),
            "short" => Some.Request().System(Some.Text(20, ttl: "5m")).User("Hi"),
            _ => Conversation(),
        };
        await _server.BillAsync(body);
        _server.Clock.Advance(why == "late" ? TimeSpan.FromMinutes(6) : TimeSpan.Zero);
        await _server.BillAsync(body, key: why == "other key" ? "another" : "key");

        Failure(() => _server.Emulator.Calls.ShouldReadFromCache(0.5)).Should().Contain(explanation);
    }

    [Theory]
    [InlineData("late", "but that had expired")]
    [InlineData("other key", "caches are never shared")]
    [InlineData("cleared", "or the cache was cleared in between")]
    public async Task Another_question_to_the_same_prefix_is_not_taken_for_the_cause(string why, string explanation)
    {
        await _server.BillAsync(Conversation());
        _server.Clock.Advance(why == "late" ? TimeSpan.FromMinutes(5) : TimeSpan.Zero);
        var first = _server.Emulator.Calls[0];
        if (why == "cleared")
        {
            _server.Emulator.Reset();
        }

        var other = Conversation().With("messages", new JsonArray(new JsonObject { ["role"] = "user", ["content"] = "Something else?" }));
        await _server.BillAsync(other, key: why == "other key" ? "another" : "key");

        Failure(() => _server.Emulator.Calls[^1].ShouldReadFromCache(0.5, after: [first])).Should()
            .Contain("It shares the prefix that call 1 marked at system.0").And.Contain(explanation).And.NotContain("differs");
    }

    [Fact]
    public async Task One_call_has_nothing_to_keep()
    {
        await _server.BillAsync(Conversation());

        Failure(() => _server.Emulator.Calls.ShouldKeep(PromptPart.System)).Should().Contain("needs two answered Messages calls to compare; there are 1");
    }

    [Fact]
    public async Task A_marker_too_far_behind_the_last_entry_is_explained_by_the_window()
    {
        await _server.BillAsync(Conversation());
        var longer = Conversation();
        for (var turn = 0; turn < 15; turn++)
        {
            longer.Assistant(Some.Text("Yes.")).User(Some.Text("And?"));
        }

        longer["system"]![0]!.AsObject().Remove("cache_control");
        longer["cache_control"] = Some.Marker();
        await _server.BillAsync(longer);

        Failure(() => _server.Emulator.Calls.ShouldReadFromCache(0.5)).Should().Contain("none of its own markers is within 20 positions behind that");
    }

    [Fact]
    public async Task A_call_that_wrote_fails_the_expectation_of_none_and_names_its_breakpoints()
    {
        await _server.BillAsync(Conversation());
        await _server.BillAsync(Conversation());

        Failure(() => _server.Emulator.Calls[0].ShouldWriteNothing()).Should()
            .Be("Call 1 was expected to write nothing to the prompt cache and wrote 2,000 tokens. Its breakpoints: system.0 (2,000 tokens).");
        _server.Emulator.Calls[1].ShouldWriteNothing();
    }

    [Fact]
    public async Task Parts_that_stay_the_same_pass_and_a_part_that_changes_is_named()
    {
        var first = Conversation().Tools(Some.Tool("look"), Some.Tool("go"));
        await _server.BillAsync(first);
        await _server.BillAsync(Conversation("Hello. ").Tools(Some.Tool("go"), Some.Tool("look")).Assistant(Some.Text("Yes.")).User("And?"));
        var calls = _server.Emulator.Calls;

        calls.ShouldKeep(PromptPart.Conversation);
        Failure(() => calls.ShouldKeep(PromptPart.System)).Should().StartWith("The system prompt changed between calls 1 and 2: system.0 differs at character 0");
        Failure(() => calls.ShouldKeep(PromptPart.Tools)).Should().Contain("the same tools come in another order: look, go became go, look.");
    }

    [Fact]
    public async Task A_history_that_is_rewritten_is_no_longer_the_conversation()
    {
        await _server.BillAsync(Conversation().Assistant(Some.Text("Yes.")).User("And?"));
        await _server.BillAsync(Conversation().Assistant(Some.Text("No.")).User("And?"));

        Failure(() => _server.Emulator.Calls.ShouldKeep(PromptPart.Conversation)).Should().Contain("messages.1.content.0 differs at character 0");
    }

    [Fact]
    public async Task Without_bodies_the_message_says_how_to_get_them()
    {
        using var server = new Server(new ClaudeEmulatorOptions { RecordBodies = false });
        await server.BillAsync(Conversation());
        await server.BillAsync(Conversation("Other. "));

        Failure(() => server.Emulator.Calls.ShouldReadFromCache(0.5)).Should().Contain("leave ClaudeEmulatorOptions.RecordBodies on");
    }

    [Fact]
    public async Task Errors_are_passed_over_and_cannot_be_judged()
    {
        _server.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        await _server.AskAsync(Conversation());

        Failure(() => _server.Emulator.Calls.ShouldReadFromCache(0.5)).Should().Contain("needs two answered Messages calls");
        Failure(() => _server.Emulator.Calls[0].ShouldWriteNothing()).Should().Contain("its status was 529");
    }

    private static JsonObject Conversation(string opening = "") => Some.Request()
        .System(opening.Length == 0 ? Some.Text(2000, ttl: "5m") : Some.Text(opening + Some.Words(2000), "5m"))
        .User("Hi");

    private static string Failure(Action assertion) => assertion.Should().Throw<CacheAssertionException>().Which.Message;
}
