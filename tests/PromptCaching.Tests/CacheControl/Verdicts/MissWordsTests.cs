using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>What a developer reads when a prefix was missed: what, where, and what to do about it.</summary>
public sealed class MissWordsTests
{
    private static readonly string Body = Remembered.Body(
        """{"name":"a"},{"name":"b"}""",
        """{"type":"text","text":"0123456789abcdef0123456789abcdefrest"},{"type":"text","text":"t"}""",
        Remembered.Said("q", "a", "r"));

    [Theory]
    [InlineData(CacheMissKind.ModelChanged, 0, "model", "The earlier request went to another model.")]
    [InlineData(CacheMissKind.IsolationChanged, 0, null, "The earlier request went to another address, or with another key or workspace.")]
    [InlineData(CacheMissKind.ToolAdded, 1, "tools.1", "tools.1 was not there before.")]
    [InlineData(CacheMissKind.ToolChanged, 0, "tools.0", "tools.0 has another definition under the same name.")]
    [InlineData(CacheMissKind.ToolsReordered, 1, "tools.1", "The tools stand in another order from tools.1 on.")]
    [InlineData(CacheMissKind.MessageChanged, 5, "messages.1.content.0", "messages.1.content.0 is not what it was in the earlier request.")]
    [InlineData(CacheMissKind.MessageChanged, 99, "messages.2.content.0", "messages.2.content.0 is not what it was in the earlier request.")]
    public void A_difference_is_named_with_its_place(CacheMissKind kind, int step, string? place, string sentence) =>
        Expect(new MissFinding(kind) { Difference = new RequestDifference(kind, step) }, place, sentence);

    [Fact]
    public void A_tool_that_is_gone_is_named_as_it_was() => Expect(
        new MissFinding(CacheMissKind.ToolRemoved) { Difference = new RequestDifference(CacheMissKind.ToolRemoved, 2) { Index = 2 } },
        "tools.2",
        "What was tools.2 is gone.");

    [Fact]
    public void A_parameter_is_named() => Expect(
        new MissFinding(CacheMissKind.ParameterChanged) { Difference = new RequestDifference(CacheMissKind.ParameterChanged, 4) { Parameter = "thinking" } },
        "thinking",
        "thinking has changed.");

    [Theory]
    [InlineData(3, 1, null, "system.1 was not there before.")]
    [InlineData(4, 2, null, "What was system.2 is gone.")]
    [InlineData(99, 2, null, "What was system.2 is gone.")]
    [InlineData(2, 0, 0, "system.0 differs between characters 0 and 16.")]
    [InlineData(2, 0, 1, "system.0 differs between characters 16 and 32.")]
    [InlineData(2, 0, 2, "system.0 differs between characters 32 and 38.")]
    [InlineData(2, 0, -1, "system.0 is not what it was in the earlier request.")]
    [InlineData(2, 0, 3, "system.0 is not what it was in the earlier request.")]
    public void A_system_prompt_is_named_to_sixteen_characters(int step, int index, int? chunk, string sentence) => Expect(
        new MissFinding(CacheMissKind.SystemChanged) { Difference = new RequestDifference(CacheMissKind.SystemChanged, step) { Index = index, Chunk = chunk } },
        $"system.{index}",
        sentence);

    [Fact]
    public void What_became_of_an_entry_is_told_with_its_place()
    {
        Expect(
            new MissFinding(CacheMissKind.Expired) { Step = 3, TimeToLive = TimeSpan.FromMinutes(5), Idle = TimeSpan.FromSeconds(3725) },
            "system.1",
            "The entry up to system.1 expired after 00:05:00; it was last used 01:02:05 before.");
        Expect(
            new MissFinding(CacheMissKind.OutOfWindow) { Step = 4, Amount = 1234 },
            "messages.0.content.0",
            "The entry up to messages.0.content.0 is 1,234 places too far in front of the next breakpoint to be found.");
        Expect(new MissFinding(CacheMissKind.NotMarked) { Step = 0 }, "tools.0", "No breakpoint stands at or behind the entry that ends at tools.0.");
        Expect(new MissFinding(CacheMissKind.BeingWritten) { Step = 1 }, "tools.1", "Another call was still writing the entry up to tools.1.");
        Expect(
            new MissFinding(CacheMissKind.Unexplained) { Step = 1 },
            "tools.1",
            "Nothing differs up to tools.1, and yet its entry was not read; it may have been removed early.");
    }

    [Fact]
    public void Without_a_place_there_is_none_to_tell()
    {
        Expect(new MissFinding(CacheMissKind.Unexplained), null, "What was expected was not read, and the earlier request is too far back to be compared.");
        Expect(
            new MissFinding(CacheMissKind.BelowMinimum) { Amount = 1000 }, null, "The prompt is 1,000 tokens below the shortest prefix that the model caches.");
    }

    [Theory]
    [InlineData(CacheMissKind.ModelChanged, "Stay with one model for a conversation.")]
    [InlineData(CacheMissKind.IsolationChanged, "Use keys of one workspace for requests that should share a prefix.")]
    [InlineData(CacheMissKind.ToolAdded, "Send the same tools from the first request on, and forbid some with tool_choice.")]
    [InlineData(CacheMissKind.ToolRemoved, "Send the same tools from the first request on, and forbid some with tool_choice.")]
    [InlineData(CacheMissKind.ToolChanged, "Make the definitions of tools once, without anything that depends on the request.")]
    [InlineData(CacheMissKind.ToolsReordered, "Put the tools into a fixed order, for example by name.")]
    [InlineData(CacheMissKind.SystemChanged, "Move what changes into a block of its own at the end of the system prompt, or into the last user message.")]
    [InlineData(CacheMissKind.MessageChanged, "Send earlier turns exactly as they were sent, and add what is new behind them.")]
    [InlineData(CacheMissKind.ParameterChanged, "Keep it the same within a conversation.")]
    [InlineData(CacheMissKind.Expired, "Where such pauses are usual, an entry of one hour may pay.")]
    [InlineData(CacheMissKind.BelowMinimum, "Nothing needs to be done: so short a prompt costs little.")]
    [InlineData(CacheMissKind.OutOfWindow, "Leave a breakpoint free for us, or set one at least every 20 blocks.")]
    [InlineData(CacheMissKind.NotMarked, "Leave a breakpoint free for us, or say that the prefix will be used again.")]
    [InlineData(CacheMissKind.BeingWritten, "Send one request first, and the others once its answer has begun.")]
    [InlineData(CacheMissKind.Unexplained, "If it happens often, let the API be asked with SendDiagnostics.")]
    public void Every_kind_of_miss_has_advice(CacheMissKind kind, string advice) => MissHints.For(kind).Should().Be(advice);

    [Theory]
    [InlineData("model_changed", CacheMissKind.ModelChanged, "The API sees a difference in the model.")]
    [InlineData("tools_changed", CacheMissKind.ToolChanged, "The API sees a difference in the tools.")]
    [InlineData("system_changed", CacheMissKind.SystemChanged, "The API sees a difference in the system prompt.")]
    [InlineData("messages_changed", CacheMissKind.MessageChanged, "The API sees a difference in the earlier turns.")]
    [InlineData(
        "unavailable", CacheMissKind.ParameterChanged, "The API sees a difference in a parameter or in the set of betas, or it lies too deep to be named.")]
    public void What_the_API_says_is_told_in_its_name(string reason, CacheMissKind kind, string sentence) =>
        ApiWords.Of(new CacheDiagnosis(reason, 10)).Should().Be(new CacheMissCause { Kind = kind, Sentence = sentence, Hint = MissHints.For(kind), IsFromApi = true });

    [Fact]
    public void What_the_API_says_in_new_words_is_not_explained()
    {
        ApiWords.Of(new CacheDiagnosis("previous_message_not_found", 10)).Should().BeNull();
        ApiWords.Of(null).Should().BeNull();
    }

    private static void Expect(MissFinding finding, string? place, string sentence)
    {
        var cause = MissWords.Of(finding, Remembered.Sent(Body));

        cause.Should().Be(new CacheMissCause { Kind = finding.Kind, Place = place, Sentence = sentence, Hint = MissHints.For(finding.Kind) });
    }
}
