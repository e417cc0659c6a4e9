using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Memory;

public sealed class AnswerFormsTests
{
    private const string Message =
        """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Four."}],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":2}}""";

    private static readonly DateTimeOffset _at = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_form_has_its_kind() => (AnswerForms.Of(isStream: false), AnswerForms.Of(isStream: true)).Should().Be(((byte)0, (byte)1));

    [Fact]
    public void Told_in_its_own_form_an_entry_is_itself()
    {
        var entry = Entry(Message);
        var told = AnswerForms.Tell(entry, asStream: false, 20)!;
        told.Entry.Should().BeSameAs(entry);
        told.Outline.Should().BeEquivalentTo(new { MessageId = "msg_1", IsComplete = true });
    }

    [Fact]
    public void Told_in_the_other_form_it_keeps_all_but_its_bytes()
    {
        var told = AnswerForms.Tell(Entry(Message), asStream: true, 20)!;
        told.Entry.Should().BeEquivalentTo(Entry("") with { Kind = AnswerForms.Stream }, static options => options.Excluding(entry => entry.Body));
        told.Entry.Body.Span.Utf8().Should().StartWith("event: message_start\n").And.Contain("\"Four.\"");
        told.Outline.MessageId.Should().Be("msg_1");
        var back = AnswerForms.Tell(told.Entry, asStream: false, 20)!;
        back.Entry.Kind.Should().Be(AnswerForms.Message);
        back.Entry.Body.ToArray().Json().GetProperty("content")[0].GetProperty("text").GetString().Should().Be("Four.");
    }

    [Fact]
    public void A_text_is_told_in_pieces_of_the_length_that_is_wanted() =>
        AnswerForms.Tell(Entry(Message), asStream: true, 2)!.Entry.Body.Span.Utf8().Split("text_delta").Should().HaveCount(4);

    [Theory]
    [InlineData("not json", 0)]
    [InlineData("[]", 0)]
    [InlineData("data: [DONE\n\n", 1)]
    [InlineData("event: ping\ndata: {\"type\":\"ping\"}\n\n", 1)]
    public void What_holds_no_message_is_told_as_it_came_or_not_at_all(string body, byte kind)
    {
        AnswerForms.Tell(Entry(body) with { Kind = kind }, asStream: kind == 1, 20).Should().NotBeNull();
        AnswerForms.Tell(Entry(body) with { Kind = kind }, asStream: kind == 0, 20).Should().BeNull();
    }

    [Fact]
    public void One_that_is_held_in_the_form_that_is_wanted_is_given_as_it_is()
    {
        var held = AnswerForms.Tell(Entry(Message), asStream: false, 20)!;
        AnswerForms.InFormOf(held, asStream: false, 20).Should().BeSameAs(held);
        AnswerForms.InFormOf(held, asStream: true, 20)!.Entry.Kind.Should().Be(AnswerForms.Stream);
    }

    private static CacheEntry Entry(string body) => new(body.Utf8())
    {
        Kind = AnswerForms.Message, Note = "req", Labels = [EntryLabel.Tag("t")], BegunAt = _at, StoredAt = _at.AddSeconds(1), FreshUntil = _at.AddHours(1),
    };
}
