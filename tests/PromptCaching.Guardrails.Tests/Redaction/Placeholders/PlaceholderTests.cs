using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Tests.Support;

namespace PromptCaching.Guardrails.Tests.Redaction.Placeholders;

public sealed class PlaceholderTests
{
    [Fact]
    public void Values_are_numbered_by_first_appearance() =>
        Redacting.Text("From b@x.org to a@x.org, copy to b@x.org, from 10.1.2.3").Should().Be("From [EMAIL_1] to [EMAIL_2], copy to [EMAIL_1], from [IP_1]");

    [Fact]
    public void Spellings_that_differ_are_different_values() =>
        Redacting.Text("a@x.org, A@x.org").Should().Be("[EMAIL_1], [EMAIL_2]");

    [Fact]
    public void Later_turns_never_change_earlier_ones()
    {
        string[] turns = ["I am a@x.org", "Hello a@x.org", "and b@x.org calls +49 170 1234567", "Fine", "a@x.org again, and c@x.org"];

        var whole = Redacting.Turns(turns);

        for (var count = 1; count < turns.Length; count++)
        {
            Redacting.Turns(turns[..count]).Should().Equal(whole[..count]);
        }

        whole.Should().Equal("I am [EMAIL_1]", "Hello [EMAIL_1]", "and [EMAIL_2] calls [PHONE_1]", "Fine", "[EMAIL_1] again, and [EMAIL_3]");
    }

    [Fact]
    public void Tools_come_first_then_system_then_messages_whatever_the_order_of_the_members()
    {
        var body = """{"messages":[{"role":"user","content":"c@x.org"}],"system":"b@x.org","tools":[{"name":"t","description":"a@x.org"}]}""".Utf8();

        Redacting.With().Redact(body).Body.Utf8().Should()
            .Be("""{"messages":[{"role":"user","content":"[EMAIL_3]"}],"system":"[EMAIL_2]","tools":[{"name":"t","description":"[EMAIL_1]"}]}""");
    }

    [Fact]
    public void A_placeholder_that_the_caller_wrote_keeps_its_name_and_no_value_gets_it() =>
        Redacting.Text("What does [EMAIL_1] mean? Ask a@x.org.").Should().Be("What does [EMAIL_1] mean? Ask [EMAIL_2].");

    [Fact]
    public void A_placeholder_that_the_caller_wrote_after_a_value_has_its_name_gets_one_of_its_own()
    {
        var redacted = Redacting.With().Redact(Asked.Conversation("I am a@x.org. What does [EMAIL_1] mean?"));

        Asked.TurnOf(redacted.Body, 0).Should().Be("I am [EMAIL_1]. What does [LITERAL_1] mean?");
        redacted.RestoreText("[EMAIL_1] asked what [LITERAL_1] means").Should().Be("a@x.org asked what [EMAIL_1] means");
    }

    [Fact]
    public void Without_restoring_an_answer_that_holds_placeholders_comes_back_as_it_was() =>
        Redacting.Turns(["I am a@x.org", "Hello [EMAIL_1]", "and b@x.org"], static options => options.RestoreAnswers = false)
            .Should().Equal("I am [EMAIL_1]", "Hello [EMAIL_1]", "and [EMAIL_2]");

    [Fact]
    public void A_redacted_body_stays_as_it_is()
    {
        var redactor = Redacting.With();
        var once = redactor.Redact(Asked.Conversation("I am a@x.org, [EMAIL_1] is not; https://me:pw@x.org", "[EMAIL_1]", "+1 415 555 0123")).Body;

        redactor.Redact(once).Body.Utf8().Should().Be(once.Utf8());
    }

    [Fact]
    public void What_only_looks_nearly_like_a_placeholder_is_text() =>
        Redacting.Text("[EMAIL_01] [EMAIL_] [email_1] [UNKNOWN_1] [EMAIL_1 a@x.org").Should().Be("[EMAIL_01] [EMAIL_] [email_1] [UNKNOWN_1] [EMAIL_1 [EMAIL_1]");

    [Fact]
    public void A_value_is_found_again_where_nothing_says_what_it_is()
    {
        var detector = new AfterWords("my name is ");

        Redacting.Turns(["Anna? Yes, my name is Anna.", "Hello Anna!", "Annabel and ANNA are others"], options => options.Detectors.Add(detector))
            .Should().Equal("[NAME_1]? Yes, my name is [NAME_1].", "Hello [NAME_1]!", "Annabel and ANNA are others");
    }

    [Fact]
    public void A_value_that_the_model_was_given_goes_out_where_it_came_in() =>
        Redacting.Turns(["I am a@x.org", "Write to post-a@x.org or a@x.org"])[1].Should().Be("Write to post-[EMAIL_1] or [EMAIL_1]");

    [Fact]
    public void Own_patterns_come_before_ours()
    {
        var customer = new PiiPattern(new PiiKind("CUSTOMER"), new("C-[0-9]+@x.org", System.Text.RegularExpressions.RegexOptions.NonBacktracking));

        Redacting.Text("C-77@x.org and 77@x.org", options => options.Patterns.Add(customer)).Should().Be("[CUSTOMER_1] and [EMAIL_1]");
    }

    [Fact]
    public void Of_what_overlaps_nothing_stays_in_the_clear()
    {
        var address = new Everything(PiiKind.Address);

        Redacting.Text("Main Street 1, a@x.org, Springfield", options => options.Detectors.Add(address)).Should().Be("[ADDRESS_1] [EMAIL_1], [ADDRESS_2]");
    }

    [Fact]
    public void A_kind_that_is_switched_off_passes() =>
        Redacting.Text("a@x.org at 10.1.2.3", static options => options.Kinds.Remove(PiiKind.IpAddress)).Should().Be("[EMAIL_1] at 10.1.2.3");

    private sealed class AfterWords(string words) : IPiiDetector
    {
        public IEnumerable<PiiMatch> Find(string text)
        {
            var at = text.IndexOf(words, StringComparison.Ordinal);
            return at < 0 ? [] : [new PiiMatch(at + words.Length, 4, PiiKind.Name)];
        }
    }

    private sealed class Everything(PiiKind kind) : IPiiDetector
    {
        public IEnumerable<PiiMatch> Find(string text) => [new PiiMatch(0, text.Length, kind)];
    }
}
