using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tests.Client;

public sealed class PreWarmTests
{
    private static readonly string _manual = string.Join(' ', Enumerable.Range(0, 6000).Select(number => $"word{number}"));

    [Fact]
    public async Task The_first_real_request_reads_what_was_written_before()
    {
        await using var claude = new ClaudeUnderTest();

        var written = await claude.Client.PreWarmAsync(MessageRequest.From("Never sent.", _manual));
        var answer = await claude.Client.CreateMessageAsync(MessageRequest.From("What does it say?", _manual));

        written.CacheCreationInputTokens.Should().BePositive();
        written.OutputTokens.Should().Be(0);
        answer.Usage.CacheReadInputTokens.Should().Be(written.CacheCreationInputTokens);
    }

    [Fact]
    public async Task Asked_again_it_reads_and_is_never_answered_from_the_store()
    {
        await using var claude = new ClaudeUnderTest();
        var request = new MessageRequest { System = _manual };

        var first = await claude.Client.PreWarmAsync(request);
        var second = await claude.Client.PreWarmAsync(request);

        second.CacheReadInputTokens.Should().Be(first.CacheCreationInputTokens);
        second.CacheCreationInputTokens.Should().Be(0);
        claude.Emulator.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task It_asks_for_no_tokens_and_marks_the_system_prompt_alone()
    {
        await using var claude = new ClaudeUnderTest();

        await claude.Client.PreWarmAsync(MessageRequest.From("Never sent.", "Be brief.") with
        {
            CacheControl = PromptCaching.Messages.CacheControl.OneHour,
            Tools = [Tool.Custom("look", "Looks.", """{"type":"object"}""")],
            Model = "claude-haiku-4-5",
            ToolChoice = ToolChoice.Any,
        });

        var sent = claude.Emulator.Calls.Single().Json!.Value;
        sent.GetProperty("max_tokens").GetInt32().Should().Be(0);
        sent.GetProperty("messages").GetRawText().Should().Be("""[{"role":"user","content":"."}]""");
        sent.GetProperty("system")[0].GetProperty("cache_control").GetProperty("ttl").GetString().Should().Be("1h");
        sent.GetProperty("tools")[0].TryGetProperty("cache_control", out _).Should().BeFalse();
        sent.TryGetProperty("cache_control", out _).Should().BeFalse();
        sent.TryGetProperty("tool_choice", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Tools_are_marked_where_there_is_no_system_prompt_but_no_deferred_one()
    {
        await using var claude = new ClaudeUnderTest();

        await claude.Client.PreWarmAsync(new MessageRequest
        {
            Tools =
            [
                Tool.Custom("look", "Looks.", """{"type":"object"}"""),
                Tool.Custom("later", "Comes later.", """{"type":"object"}""") with { DeferLoading = true },
            ],
        });

        var tools = claude.Emulator.Calls.Single().Json!.Value.GetProperty("tools");
        tools[0].TryGetProperty("cache_control", out _).Should().BeTrue();
        tools[1].TryGetProperty("cache_control", out _).Should().BeFalse();
    }

    [Fact]
    public async Task Messages_that_the_caller_marked_are_shared_and_stay()
    {
        await using var claude = new ClaudeUnderTest();
        var document = InputMessage.User(new ContentBlock[] { new TextBlock(_manual) { CacheControl = PromptCaching.Messages.CacheControl.Ephemeral } });

        var written = await claude.Client.PreWarmAsync(new MessageRequest { Messages = [document, InputMessage.Assistant("Read.")] });

        written.CacheCreationInputTokens.Should().BePositive();
        claude.Emulator.Calls.Single().Json!.Value.GetProperty("messages").GetArrayLength().Should().Be(3);
    }

    [Fact]
    public async Task A_request_that_shares_nothing_is_refused_with_what_to_do()
    {
        await using var claude = new ClaudeUnderTest();

        var warming = () => claude.Client.PreWarmAsync(MessageRequest.From("Alone?"));

        await warming.Should().ThrowAsync<ArgumentException>().WithMessage("*no system prompt and no tools*");
        claude.Emulator.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Thinking_with_a_budget_would_be_another_prompt_so_it_is_refused_and_not_left_out()
    {
        await using var claude = new ClaudeUnderTest();
        var request = MessageRequest.From("Never sent.", _manual) with { Thinking = ThinkingConfiguration.Enabled(2048), Model = "claude-haiku-4-5" };

        await ((Func<Task>)(() => claude.Client.PreWarmAsync(request))).Should().ThrowAsync<ClaudeRefusedException>().WithMessage("*MaxTokens 0*");
    }
}
