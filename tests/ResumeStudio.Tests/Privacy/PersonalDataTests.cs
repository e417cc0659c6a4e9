using PromptCaching.Guardrails.Redaction;
using ResumeStudio.Privacy;

namespace ResumeStudio.Tests.Privacy;

public sealed class PersonalDataTests
{
    private readonly PersonalData _personalData = new(new PiiRedactor(new RedactionOptions()));

    [Fact]
    public void An_address_in_both_texts_has_one_placeholder_and_comes_back()
    {
        var redacted = _personalData.Redact("ann", "Ann <ann@example.org>\nSüß \"quoted\" \\ line", "Write to ann@example.org or to jobs@example.com");

        redacted.Texts.Should().Be(new StudioTexts("ann", "Ann <[EMAIL_1]>\nSüß \"quoted\" \\ line", "Write to [EMAIL_1] or to [EMAIL_2]"));
        redacted.Restore("Dear [EMAIL_2], I am [EMAIL_1]").Should().Be("Dear jobs@example.com, I am ann@example.org");
    }

    [Fact]
    public void A_placeholder_that_was_in_the_text_stays_what_it_was()
    {
        var redacted = _personalData.Redact("ann", "I like [EMAIL_1] and ann@example.org", "A job");

        redacted.Restore(redacted.Texts.Resume).Should().Be("I like [EMAIL_1] and ann@example.org");
    }
}
