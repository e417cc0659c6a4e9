using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>How nearly an earlier request is related to one that misses, and which of them is the nearest.</summary>
public sealed class RelativeTests
{
    private const string System = """{"type":"text","text":"You help whoever asks, as long as they ask."}""";
    private readonly Remembered _remembered = new();

    [Theory]
    [InlineData(new[] { "q" }, new[] { "q", "a", "r" }, Kinship.SameConversation)]
    [InlineData(new[] { "q" }, new[] { "q" }, Kinship.SameConversation)]
    [InlineData(new[] { "q", "a", "r" }, new[] { "p", "a", "r", "b", "s" }, Kinship.EditedConversation)]
    [InlineData(new[] { "q", "a", "r" }, new[] { "r", "b", "s" }, Kinship.EditedConversation)]
    [InlineData(new[] { "q", "a", "r" }, new[] { "q", "a", "s" }, Kinship.SameApplication)]
    [InlineData(new[] { "q", "a", "r" }, new[] { "q" }, Kinship.SameApplication)]
    [InlineData(new[] { "p" }, new[] { "q" }, Kinship.SameApplication)]
    public void Conversations_are_known_by_their_messages(string[] before, string[] now, object kinship) =>
        Of(Body(before), Body(now)).Kinship.Should().Be((Kinship)kinship);

    [Fact]
    public void A_question_that_only_begins_alike_and_has_no_answer_yet_is_no_conversation()
    {
        var (before, now) = (Remembered.Body(messages: User("d")), Remembered.Body(messages: User("d") + "," + User("q")));

        Of(before, now).Kinship.Should().Be(Kinship.SameApplication);
        Of(now, now).Kinship.Should().Be(Kinship.SameConversation);
    }

    [Fact]
    public void A_conversation_stays_one_with_another_model_and_everything_else_does_not()
    {
        string Other(params string[] said) => Body(said).Replace("\"m\"", "\"n\"", StringComparison.Ordinal);

        Of(Body("q"), Other("q", "a", "r")).Kinship.Should().Be(Kinship.SameConversation);
        Of(Body("p"), Other("q")).Kinship.Should().Be(Kinship.None);
        Of(Body("q", "a", "r"), Other("p", "a", "r", "b", "s")).Kinship.Should().Be(Kinship.None);
    }

    [Fact]
    public void Another_key_is_another_application()
    {
        var before = new EarlierRequest(_remembered.Request(Remembered.Sent(Body("p"), isolation: 1)), true);

        Relative.Of(before, _remembered.Request(Remembered.Sent(Body("q"), isolation: 2))).Kinship.Should().Be(Kinship.None);
    }

    [Fact]
    public void With_nothing_in_common_there_is_no_kinship()
    {
        var (before, now) = (Remembered.Body("", System, Remembered.Said("p")), Remembered.Body("", """{"type":"text","text":"Something else"}""", Remembered.Said("q")));

        Of(before, now).Kinship.Should().Be(Kinship.None);
    }

    [Fact]
    public void A_system_prompt_that_ends_alike_is_of_the_same_application()
    {
        string With(string beginning) => Remembered.Body("", $$"""{"type":"text","text":"{{beginning}}{{new string('x', 600)}}"}""", Remembered.Said("q" + beginning));

        Of(With("It is ten o'clock. Please help whoever may ask you."), With("Now it is eleven. Please help whoever may ask you...")).Kinship.Should().Be(Kinship.SameApplication);
    }

    [Fact]
    public void What_is_shared_is_counted_and_where_the_last_word_stands_now()
    {
        var relative = Of(Body("q", "a", "r"), Body("p", "a", "r", "b", "s"));

        relative.CommonSteps.Should().Be(2, "tools and system prompt");
        relative.LastWord.Should().Be(2);
        Of(Body("x"), Body("y")).LastWord.Should().Be(-1);
        Of(Remembered.Body(messages: ""), Body("y")).LastWord.Should().Be(-1);
    }

    [Fact]
    public void Nearest_is_what_reaches_furthest_then_what_is_nearer_kin_then_what_shares_most_then_what_came_last()
    {
        var (none, app) = (Made(Kinship.None, 9, 9), Made(Kinship.SameApplication, 9, 5));
        var (edited, same) = (Made(Kinship.EditedConversation, 2, 3), Made(Kinship.SameConversation, 2, 3));

        Relative.Nearest([]).Should().BeNull();
        Relative.Nearest([none]).Should().BeNull();
        Relative.Nearest([app, none]).Should().Be(app);
        Relative.Nearest([edited, app]).Should().Be(edited);
        Relative.Nearest([same, edited]).Should().Be(same);
        Relative.Nearest([edited, same]).Should().Be(same);
        Relative.Nearest([Made(Kinship.EditedConversation, 4, 0), same]).Should().Be(Made(Kinship.EditedConversation, 4, 0) with { Earlier = default });
        Relative.Nearest([Made(Kinship.SameConversation, 2, 7), same])!.Value.CommonSteps.Should().Be(7);
    }

    [Fact]
    public void Of_equals_the_last_is_the_nearest()
    {
        var (first, last) = (Of(Body("p"), Body("q")), Of(Body("o"), Body("q")));

        Relative.Nearest([first, last])!.Value.Earlier.Should().Be(last.Earlier);
    }

    private static Relative Made(Kinship kinship, int lastWord, int common) => new(default, kinship, null, common, lastWord);

    private static string User(string text) => $$"""{"role":"user","content":"{{text}}"}""";

    private static string Body(params string[] said) => Remembered.Body(messages: Remembered.Said(said));

    private Relative Of(string before, string now) => Relative.Of(new EarlierRequest(_remembered.Request(before), true), _remembered.Request(now));
}
