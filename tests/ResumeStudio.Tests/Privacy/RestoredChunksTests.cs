using ResumeStudio.Privacy;

namespace ResumeStudio.Tests.Privacy;

public sealed class RestoredChunksTests
{
    private const string Text = "Write to [EMAIL_1] or call [PHONE_1]. A list[0] and an open [ bracket.";
    private const string Restored = "Write to me@example.org or call 555. A list[0] and an open [ bracket.";

    [Fact]
    public void A_placeholder_is_restored_wherever_the_text_is_cut()
    {
        for (var first = 0; first <= Text.Length; first++)
        {
            for (var second = first; second <= Text.Length; second++)
            {
                var chunks = new RestoredChunks(Restore);

                var told = chunks.Add(Text[..first]) + chunks.Add(Text[first..second]) + chunks.Add(Text[second..]) + chunks.End();

                told.Should().Be(Restored);
            }
        }
    }

    [Fact]
    public void Text_without_brackets_is_given_out_at_once() => new RestoredChunks(Restore).Add("plain").Should().Be("plain");

    [Fact]
    public void A_bracket_that_stays_open_for_long_is_no_placeholder()
    {
        var text = "[" + new string('x', 100);

        new RestoredChunks(Restore).Add(text).Should().Be(text);
    }

    private static string Restore(string text) =>
        text.Replace("[EMAIL_1]", "me@example.org", StringComparison.Ordinal).Replace("[PHONE_1]", "555", StringComparison.Ordinal);
}
