using ResumeStudio.Analysis;
using ResumeStudio.Emulation;

namespace ResumeStudio.Tests.Emulation;

public sealed class EmulatedSectionTests
{
    [Theory]
    [InlineData("Built C# services for shops that sell books, records and films to people", "Built C# services for shops that sell books, records and …")]
    [InlineData("https://example.org/C#/an-address-of-a-talk-that-has-no-space-in-it", "https://example.org/C#/an-address-of-a-talk-that-has-no- …")]
    public void A_long_bullet_is_cut_where_it_is_quoted(string bullet, string quoted)
    {
        var changes = new List<string>();

        new EmulatedSection(new ResumeSection("Experience", ["- Took part in meetings", "- " + bullet]), ["C#"]).Rewrite(changes);

        changes.Should().Contain(change => change.Contains($"\"{quoted}\"", StringComparison.Ordinal));
    }
}
