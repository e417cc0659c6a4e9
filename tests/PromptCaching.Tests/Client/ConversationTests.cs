using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Client;

public sealed class ConversationTests : IDisposable
{
    private static readonly MessageRequest Template = new()
    {
        Model = "claude-sonnet-5-5",
        MaxTokens = 500,
        System = "The rules of the house. ",
        Tools = [Tool.Custom("weather", "Tells the weather.", """{"type":"object"}""")],
        StopSequences = ["stop"],
    };

    private readonly ChainUnderTest _chain = new();

    public void Dispose() => _chain.Dispose();

    [Fact]
    public async Task Its_request_is_the_same_JSON_as_one_that_was_written_as_a_whole()
    {
        var conversation = new Conversation(Template);
        await conversation.AskAsync(_chain.Client, "one");
        conversation.AddUser("two");
        var request = conversation.ToRequest();
        await _chain.Client.CreateMessageAsync(request);

        var sent = _chain.Emulator.Calls[^1].Json!.Value;
        using var whole = JsonDocument.Parse((request with { Messages = [.. request.Messages] }).ToUtf8Bytes());
        Without(sent, "cache_control").Should().Be(Without(whole.RootElement, "cache_control"));
        sent.EnumerateObject().Select(static field => field.Name).Should().StartWith(["tools", "system", "messages"]);
    }

    [Fact]
    public async Task An_answer_goes_back_as_it_came()
    {
        const string Thought = """{"type":"thinking","thinking":"hm","signature":"c2ln","seen":1}""";
        const string Use = """{"type":"tool_use","id":"t","name":"weather","input":{"z":1,"a":[2]}}""";
        var conversation = new Conversation(Template);
        conversation.AddUser("one");
        conversation.Add(Message.Parse(
            ("""{"id":"msg_1","type":"message","role":"assistant","model":"m","stop_reason":"tool_use","usage":{},"content":[""" + Thought + "," + Use + "]}").Utf8()));
        conversation.AddUser(new ToolResultBlock("t") { Content = "rain" });

        using var content = ConversationContent.TryMake(conversation.ToRequest(), null)!;
        (await content.ReadAsStringAsync()).Should().Contain("[" + Thought + "," + Use + "]");
    }

    [Fact]
    public async Task The_prefix_stays_in_the_prompt_cache()
    {
        var conversation = new Conversation(Template with { System = string.Concat(Enumerable.Repeat("A long rule of the house. ", 800)) });
        var first = await conversation.AskAsync(_chain.Client, "one");
        var second = await conversation.AskAsync(_chain.Client, "two");

        first.Usage.CacheCreationInputTokens.Should().BePositive();
        second.Usage.CacheReadInputTokens.Should().BeGreaterThanOrEqualTo(first.Usage.CacheCreationInputTokens!.Value);
        conversation.Messages.Should().HaveCount(4);
    }

    [Fact]
    public async Task A_call_that_fails_leaves_it_as_it_was()
    {
        var conversation = new Conversation(Template with { Temperature = 0.5 });
        conversation.AddUser("one");

        await conversation.Awaiting(c => c.AskAsync(_chain.Client, "two")).Should().ThrowAsync<ClaudeRefusedException>();

        conversation.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task A_refusal_leaves_it_as_it_was()
    {
        var conversation = new Conversation(Template);
        _chain.Emulator.Enqueue(EmulatedAnswer.Text("I beg").WithStopReason("refusal"));

        var refusal = await conversation.AskAsync(_chain.Client, "one");
        await conversation.AskAsync(_chain.Client, "two");

        refusal.Text.Should().Be("I beg");
        conversation.Messages.Should().HaveCount(2);
        conversation.Messages[0].Content.Text.Should().Be("two");
    }

    [Fact]
    public void An_answer_without_content_is_no_turn()
    {
        var conversation = new Conversation(Template);
        conversation.AddUser("one");

        conversation.Add(new Message { StopReason = StopReason.EndTurn });

        conversation.Messages.Should().ContainSingle();
    }

    [Fact]
    public void Requests_and_branches_do_not_see_what_is_added_later()
    {
        var conversation = new Conversation(Template with { Messages = [InputMessage.User("one")] });
        var request = conversation.ToRequest();
        var branch = conversation.Branch();
        for (var turn = 0; turn < 40; turn++)
        {
            conversation.AddUser($"more {turn}");
        }

        branch.AddUser("other");

        request.Messages.Should().ContainSingle();
        branch.Messages.Select(static message => message.Content.Text).Should().Equal("one", "other");
        conversation.Messages.Should().HaveCount(41);
    }

    [Fact]
    public async Task A_request_that_was_changed_is_written_as_it_is()
    {
        var conversation = new Conversation(Template);
        conversation.AddUser("one");

        await _chain.Client.CreateMessageAsync(conversation.ToRequest() with { System = "Other rules." });

        _chain.Emulator.Calls.Should().ContainSingle().Which.Json!.Value.GetProperty("system").ToString().Should().Contain("Other rules.");
    }

    [Fact]
    public async Task The_empty_conversation_is_the_API_s_to_refuse() =>
        await _chain.Client.Awaiting(static client => client.CreateMessageAsync(new Conversation(Template).ToRequest())).Should().ThrowAsync<ClaudeApiException>();

    private static string Without(JsonElement json, string field) => string.Join(
        '\n', json.EnumerateObject().Where(member => member.Name != field).OrderBy(static member => member.Name, StringComparer.Ordinal)
            .Select(static member => member.Name == "system" || member.Name == "tools" ? member.Name : $"{member.Name}:{Plain(member.Value)}"));

    /// <summary>Breakpoints turn strings into blocks: only the words are compared.</summary>
    private static string Plain(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => string.Concat(json.EnumerateArray().Select(Plain)),
        JsonValueKind.Object => string.Concat(json.EnumerateObject().Where(static member => member.Name is not ("cache_control" or "type")).Select(static member => Plain(member.Value))),
        _ => json.ToString(),
    };
}
