using System.Text.Json;
using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Tests.Requests;

public sealed class ConversationTests
{
    [Fact]
    public void Instructions_and_system_messages_ahead_are_the_system_prompt()
    {
        var request = Mapped.Request(
            [new(ChatRole.System, "Be polite."), Some.User("Hello")], new ChatOptions { Instructions = "Be brief." }, new MessageRequest { System = "First." });

        Mapped.Field(request, "system").Should().Be(
            """[{"type":"text","text":"First."},{"type":"text","text":"Be brief."},{"type":"text","text":"Be polite."}]""");
        Mapped.Field(request, "messages").Should().Be("""[{"role":"user","content":"Hello"}]""");
    }

    [Fact]
    public void One_text_is_a_system_prompt_of_text() =>
        Mapped.Field(Mapped.Request([new(ChatRole.System, "Be brief."), Some.User("Hello")]), "system").Should().Be("\"Be brief.\"");

    [Fact]
    public void A_system_message_in_mid_conversation_stays_where_it_is() =>
        Mapped.Messages(Some.User("Hello"), new(ChatRole.System, "Be brief now.")).Should().Be(
            """[{"role":"user","content":"Hello"},{"role":"system","content":"Be brief now."}]""");

    [Fact]
    public void The_results_of_one_turns_tools_are_in_one_turn() =>
        Mapped.Messages(
            Some.Assistant(new FunctionCallContent("toolu_1", "a"), new FunctionCallContent("toolu_2", "b")),
            new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "one")]),
            new(ChatRole.Tool, [new FunctionResultContent("toolu_2", "two")])).Should().Be(
            """[{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"a","input":{}},{"type":"tool_use","id":"toolu_2","name":"b","input":{}}]},"""
            + """{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"one"},{"type":"tool_result","tool_use_id":"toolu_2","content":"two"}]}]""");

    [Fact]
    public void The_result_of_a_toolsets_tool_names_the_toolset()
    {
        var answer = Some.Answer(
            """{"content":[{"type":"tool_use","id":"toolu_1","name":"wait","input":{},"toolset_name":"browser"},{"type":"tool_use","id":"toolu_2","name":"b","input":{}}]}""");
        ChatMessage call = new(ChatRole.Assistant, [.. answer.Content.Select(BlockContents.Of)]);
        ChatMessage results = new(ChatRole.Tool, [new FunctionResultContent("toolu_1", "one"), new FunctionResultContent("toolu_2", "two")]);

        Mapped.Messages(call, results).Should().EndWith(
            """[{"type":"tool_result","tool_use_id":"toolu_1","content":"one","toolset_name":"browser"},{"type":"tool_result","tool_use_id":"toolu_2","content":"two"}]}]""");
    }

    [Fact]
    public void Messages_that_say_nothing_are_left_out() =>
        Mapped.Messages(Some.User(""), Some.User("Hello"), Some.Assistant(new UsageContent())).Should().Be("""[{"role":"user","content":"Hello"}]""");

    [Fact]
    public void A_marker_of_the_callers_is_kept() =>
        Mapped.Messages(Some.User(new TextContent("Long.").WithCacheControl(PromptCaching.Messages.CacheControl.OneHour), new TextContent("Short."))).Should().Be(
            """[{"role":"user","content":[{"type":"text","text":"Long.","cache_control":{"type":"ephemeral","ttl":"1h"}},{"type":"text","text":"Short."}]}]""");

    [Fact]
    public void A_marker_survives_where_a_conversation_is_stored()
    {
        var stored = JsonSerializer.Serialize(Some.User(new TextContent("Long.").WithCacheControl(PromptCaching.Messages.CacheControl.OneHour)), AIJsonUtilities.DefaultOptions);

        Mapped.Messages(JsonSerializer.Deserialize<ChatMessage>(stored, AIJsonUtilities.DefaultOptions)!).Should().Be(
            """[{"role":"user","content":[{"type":"text","text":"Long.","cache_control":{"type":"ephemeral","ttl":"1h"}}]}]""");
    }

    [Fact]
    public void A_block_that_they_have_nothing_for_is_sent_as_it_is() =>
        Mapped.Messages(Some.User(new SearchResultBlock("https://example.org", "T", "x").AsAIContent())).Should().Be(
            """[{"role":"user","content":[{"type":"search_result","source":"https://example.org","title":"T","content":"x"}]}]""");

    [Fact]
    public void A_text_block_of_ours_is_sent_as_it_is_too() =>
        Mapped.Messages(Some.User(new TextContent("See: "), new TextBlock("x").AsAIContent(), new AIContent { RawRepresentation = new TextBlock("y") })).Should().Be(
            """[{"role":"user","content":[{"type":"text","text":"See: "},{"type":"text","text":"x"},{"type":"text","text":"y"}]}]""");

    [Fact]
    public void A_role_of_somebody_elses_is_refused() => Refused(new ChatMessage(new ChatRole("critic"), "No."), "*no role 'critic'*");

    [Fact]
    public void A_system_message_with_a_picture_is_refused() =>
        Refused(new ChatMessage(ChatRole.System, [new DataContent(new byte[] { 1 }, "image/png")]), "*more than text*");

    [Fact]
    public void Another_models_reasoning_is_refused() => Refused(Some.Assistant(new TextReasoningContent("Hm.")), "*without a signature*");

    [Fact]
    public void Content_that_there_is_no_block_for_is_refused() => Refused(Some.User(new HostedVectorStoreContent("vs_1")), "*AsAIContent*");

    [Fact]
    public void A_marker_on_thinking_is_refused() =>
        Refused(Some.Assistant(new TextReasoningContent("Hm.") { ProtectedData = "c2ln" }.WithCacheControl(PromptCaching.Messages.CacheControl.FiveMinutes)), "*cannot carry a cache marker*");

    private static void Refused(ChatMessage message, string why) =>
        FluentActions.Invoking(() => Mapped.Request([message])).Should().Throw<NotSupportedException>().WithMessage(why);
}
