using System.Text.Json;
using PromptCaching.Guardrails.Redaction.Restoring;
using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Tests.Redaction.Restoring;

public sealed class HarmlessValuesTests
{
    private static readonly RestoredValues _values = new(new Dictionary<string, string>
    {
        ["[NAME_1]"] = "<script>steal()</script>",
        ["[EMAIL_1]"] = "anna@example.org",
    });

    [Fact]
    public void In_the_code_of_one_block_a_value_is_text() => Restored("`[NAME_1]` [EMAIL_1]").Should().Be("`<script>steal()</script>` anna@example.org");

    [Fact]
    public void Where_blocks_only_together_are_code_a_block_that_is_shown_alone_gets_no_script() =>
        Restored("`", "[NAME_1]", "` [EMAIL_1]").Should().Be("`|[NAME_1]|` anna@example.org");

    private static string Restored(params string[] texts)
    {
        var answer = JsonSerializer.SerializeToUtf8Bytes(
            new { content = texts.Select(static text => new { type = "text", text }), stop_reason = "end_turn" });

        var harmless = HarmlessValues.Of(_values, answer, isStream: false, new HtmlSanitiser(new SanitisingOptions { Format = AnswerFormat.Markdown }));

        return string.Join('|', texts.Select(text => harmless.Restore(text, Escaping.None, out _)));
    }
}
