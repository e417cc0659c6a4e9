using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>Conversations of one application have one shape, whoever asks, whatever is asked and whichever model answers.</summary>
public sealed class ConversationShapeTests
{
    private const string Body = """
        {"model":"m","max_tokens":1000,"tools":[{"name":"a"},{"name":"b"}],"system":[{"type":"text","text":"You are the helper of a bank; be kind to all."},{"type":"text","text":"More."}],
         "messages":[{"role":"user","content":"q"}]}
        """;

    [Theory]
    [InlineData("\"m\"", "\"n\"", true, true)]
    [InlineData("\"q\"", "\"another question\"", true, true)]
    [InlineData("More.", "Less.", true, true)]
    [InlineData("kind to all", "nice to all", true, true)]
    [InlineData("You are", "We were", true, false)]
    [InlineData("1000", "1022", true, true)]
    [InlineData("1000", "1023", false, false)]
    [InlineData("1000", "510", false, false)]
    [InlineData("{\"name\":\"b\"}", "{\"name\":\"b\"},{\"name\":\"c\"}", false, false)]
    [InlineData(",{\"name\":\"b\"}", "", true, true)]
    [InlineData(",{\"type\":\"text\",\"text\":\"More.\"}", "", false, false)]
    public void A_change_makes_another_form_or_another_shape(string before, string after, bool isSameForm, bool isSameShape)
    {
        Body.Split(before).Should().HaveCount(2);
        var (one, other) = (Of(Body), Of(Body.Replace(before, after, StringComparison.Ordinal)));

        (other.Form == one.Form).Should().Be(isSameForm);
        (other.Hash == one.Hash).Should().Be(isSameShape);
        one.Hash.Should().NotBe(one.Form);
    }

    [Fact]
    public void Of_a_short_system_prompt_half_counts()
    {
        string With(string system) => $$"""{"system":"{{system}}","messages":[]}""";

        Of(With("Good morning to you, Ada!")).Hash.Should().Be(Of(With("Good morning to you, Bob!")).Hash);
        Of(With("Good morning to you, Ada!")).Hash.Should().NotBe(Of(With("Good evening to you, Ada!")).Hash);
    }

    [Fact]
    public void Of_a_long_one_thirty_two_bytes_count()
    {
        string With(char at31, char at32) => $$"""{"system":"{{new string('a', 30)}}{{at31}}{{at32}}{{new string('a', 100)}}","messages":[]}""";

        // The first byte is its quotation mark.
        Of(With('a', 'a')).Hash.Should().Be(Of(With('a', 'b')).Hash);
        Of(With('a', 'a')).Hash.Should().NotBe(Of(With('b', 'a')).Hash);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("""{"role":"user","content":"q"}""", 0)]
    [InlineData("""{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"r"}""", 1)]
    [InlineData("""{"role":"assistant","content":"a"},{"role":"assistant","content":"b"}""", 2)]
    [InlineData("""{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]},{"role":"system","content":"s"}""", 1)]
    public void Answers_are_counted_as_turns_and_not_their_blocks(string messages, int turn) => Of($$"""{"messages":[{{messages}}]}""").Turn.Should().Be(turn);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 2)]
    [InlineData(3, 6)]
    [InlineData(7, 14)]
    public void Tools_are_counted_by_powers_of_two(int fewest, int most)
    {
        ulong Form(int tools) => Of($$"""{"tools":[{{string.Join(',', Enumerable.Repeat("{\"name\":\"a\"}", tools))}}],"messages":[]}""").Form;

        Form(fewest).Should().Be(Form(most));
        Form(most + 1).Should().NotBe(Form(most));
    }

    private static ConversationShape Of(string body) => ConversationShape.Of(RequestOutline.Of(body.Utf8())!, body.Utf8());
}
