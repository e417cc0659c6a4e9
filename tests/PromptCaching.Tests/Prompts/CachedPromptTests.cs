using PromptCaching.CacheControl;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Prompts;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Prompts;

public sealed class CachedPromptTests
{
    private static readonly DocumentBlock Manual = new(ContentSource.FromText("The manual."));

    private static CachedPrompt Shared => CachedPrompt.Empty.WithTools(Tool("b"), Tool("a")).WithSystem("Be brief.").WithSystem("Be kind.");

    [Fact]
    public void Shared_parts_stand_in_front_whatever_order_they_were_added_in()
    {
        var prompt = CachedPrompt.Empty.WithUserText("For Ada.").WithExample("1 + 1?", "2").WithDocument(Manual).WithSystem("Be brief.").WithTools(Tool("a"));

        RoundTrip.Write(prompt.ToRequest("2 + 2?")).Should().Be(
            """
            {"tools":[{"name":"a","description":"Does a.","input_schema":{}}],"system":[{"type":"text","text":"Be brief."}],"messages":[
            {"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"The manual."}},{"type":"text","text":"1 + 1?"}]},
            {"role":"assistant","content":"2"},
            {"role":"user","content":[{"type":"text","text":"For Ada."},{"type":"text","text":"2 + 2?"}]}]}
            """.ReplaceLineEndings(""));
    }

    [Fact]
    public void Text_of_one_user_ends_the_system_prompt_when_nothing_shared_follows_it() =>
        RoundTrip.Write(CachedPrompt.Empty.WithUserText("For Ada.").WithSystem("Be brief.").ToRequest("Why?")).Should().Be(
            """{"system":[{"type":"text","text":"Be brief."},{"type":"text","text":"For Ada."}],"messages":[{"role":"user","content":"Why?"}]}""");

    [Fact]
    public void An_empty_prompt_is_only_the_question() =>
        RoundTrip.Write(CachedPrompt.Empty.ToRequest("Why?")).Should().Be("""{"messages":[{"role":"user","content":"Why?"}]}""");

    [Fact]
    public void A_conversation_follows_the_shared_part_as_it_is() =>
        RoundTrip.Write(CachedPrompt.Empty.WithDocument(Manual).ToRequest([InputMessage.User("Why?"), InputMessage.Assistant("So."), InputMessage.User("Sure?")])).Should().Be(
            """
            {"messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"The manual."}},
            {"type":"text","text":"Why?"}]},{"role":"assistant","content":"So."},{"role":"user","content":"Sure?"}]}
            """.ReplaceLineEndings(""));

    [Fact]
    public void Equal_shared_parts_are_equal_bytes_for_every_user_and_question()
    {
        var ada = Bytes(Shared.WithDocument(Manual).WithExample("1?", "2").WithUserText("For Ada.").ToRequest("Why?"));
        var bob = Bytes(Shared.WithExample("1?", "2").WithDocument(Manual).WithUserText("For Bob.").ToRequest("When?"));

        ada.AsSpan(0, ada.AsSpan().IndexOf("Ada"u8)).SequenceEqual(bob.AsSpan(0, bob.AsSpan().IndexOf("Bob"u8))).Should().BeTrue();
    }

    [Fact]
    public void A_conversation_that_goes_on_has_no_drift()
    {
        var prompt = Shared.WithDocument(Manual).WithUserText("For Ada.");
        var first = prompt.ToRequest("Why?");
        var second = prompt.ToRequest([InputMessage.User("Why?"), InputMessage.Assistant("So."), InputMessage.User("Sure?")]);

        PrefixLint.FindDrift(Bytes(first), Bytes(second)).Should().BeEmpty();
    }

    [Fact]
    public void Tools_are_ordered_only_when_asked_to()
    {
        Names(Shared).Should().Equal("b", "a");
        Names(Shared.OrderToolsByName().WithTools(Tool("B"), Tool("aa"))).Should().Equal("B", "a", "aa", "b");
    }

    [Fact]
    public void The_end_of_the_shared_part_is_told_for_each_level()
    {
        CachedPrompt.Empty.WithUserText("For Ada.").StaticPrefix.Should().Be(new StaticPrefixEnd());
        Shared.WithUserText("For Ada.").StaticPrefix.Should().Be(new StaticPrefixEnd { Tool = 1, SystemBlock = 1 });
        Shared.WithDocument(Manual).WithDocument(Manual).StaticPrefix
            .Should().Be(new StaticPrefixEnd { Tool = 1, SystemBlock = 1, Message = 0, MessageBlock = 1 });
        Shared.WithExample("1?", "2").WithExample("3?", new ContentBlock[] { new TextBlock("4"), new TextBlock("5") }).StaticPrefix
            .Should().Be(new StaticPrefixEnd { Tool = 1, SystemBlock = 1, Message = 3, MessageBlock = 1 });
    }

    [Fact]
    public void Deferred_tools_do_not_end_the_tools()
    {
        CachedPrompt.Empty.WithTools(Tool("a"), Tool("b") with { DeferLoading = true }).StaticPrefix.Tool.Should().Be(0);
        CachedPrompt.Empty.WithTools(Tool("b") with { DeferLoading = true }).StaticPrefix.Tool.Should().BeNull();
    }

    [Fact]
    public void A_prompt_does_not_change()
    {
        var before = RoundTrip.Write(Shared.ToRequest("Why?"));
        var prompt = Shared;
        prompt.WithSystem("More.").WithTools(Tool("c")).WithDocument(Manual).WithUserText("x").OrderToolsByName();

        RoundTrip.Write(prompt.ToRequest("Why?")).Should().Be(before);
    }

    [Fact]
    public void Volatile_text_is_refused_where_it_is_shared_and_nowhere_else()
    {
        var prompt = CachedPrompt.Empty.RejectVolatileText().WithSystem("Be brief.").WithUserText("It is 10:11:12.");

        Refusal(() => prompt.WithSystem("It is 10:11:12.")).Should()
            .StartWith("The shared part of the prompt will not be the same next time.\nsystem.1.text, character 6: a time");
        Refusal(() => prompt.WithTools(Tool("a") with { Description = "Today is 2025-11-20." })).Should().Contain("tools.0.description");
        Refusal(() => prompt.WithDocument(Manual with { Title = "As of 2025-11-20" })).Should().Contain("messages.0.content.0.document.title");
        Refusal(() => prompt.WithExample("It is now 10:11. Late?", "No.")).Should().Contain("messages.0.content.0.text");
        prompt.ToRequest("Is it 10:11:12 now?").Messages.Should().ContainSingle();
    }

    [Fact]
    public void Volatile_text_that_is_there_already_is_refused_too_unless_its_kind_is_allowed()
    {
        var prompt = CachedPrompt.Empty.WithSystem("Today is 2025-11-20.");

        Refusal(() => prompt.RejectVolatileText()).Should().Contain("a date");
        prompt.RejectVolatileText(VolatileKind.Date).WithSystem("Today is 2025-11-20.").Should().NotBeNull();
    }

    [Fact]
    public void Parts_that_the_API_would_refuse_are_refused_at_once()
    {
        ((Action[])
        [
            () => Shared.WithSystem(" "), () => Shared.WithUserText(""), () => Shared.WithExample(Array.Empty<ContentBlock>(), "2"),
            () => Shared.ToRequest(Array.Empty<ContentBlock>()), () => Shared.ToRequest(Array.Empty<InputMessage>()),
            () => Shared.ToRequest([InputMessage.Assistant("So.")]),
        ]).Should().AllSatisfy(act => act.Should().Throw<ArgumentException>());
    }

    private static Tool Tool(string name) => PromptCaching.Messages.Tool.Custom(name, $"Does {name}.", "{}");

    private static IEnumerable<string?> Names(CachedPrompt prompt) => prompt.ToRequest("Why?").Tools!.Select(tool => tool.Name);

    private static byte[] Bytes(MessageRequest request) => request.ToUtf8Bytes();

    private static string Refusal(Func<CachedPrompt> act) => act.Should().Throw<InvalidOperationException>().Which.Message;
}
