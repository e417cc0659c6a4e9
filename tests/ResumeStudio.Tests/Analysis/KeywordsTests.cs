using ResumeStudio.Analysis;

namespace ResumeStudio.Tests.Analysis;

public sealed class KeywordsTests
{
    [Fact]
    public void Skills_come_in_the_order_of_the_job() =>
        Keywords.Of("You know docker, C# and PostgreSQL.").Should().Equal("Docker", "C#", "PostgreSQL");

    [Fact]
    public void A_longer_name_is_not_its_parts() =>
        Keywords.Of("ASP.NET Core on SQL Server").Should().Equal("ASP.NET Core", "SQL Server");

    [Fact]
    public void Names_that_nobody_listed_are_found_by_how_they_are_written() =>
        Keywords.Of("You work with TailwindCSS and BigQuery.").Should().Equal("TailwindCSS", "BigQuery");

    [Fact]
    public void Words_that_the_job_repeats_count_and_common_words_do_not() =>
        Keywords.Of("Our bakery needs a baker. The bakery opens at six. You will have experience, experience and experience.").Should().Equal("bakery");

    [Fact]
    public void Placeholders_are_no_keywords() => Keywords.Of("Write to [EMAIL_1] or [NATIONAL_ID_2]").Should().BeEmpty();

    [Theory]
    [InlineData("MySQL is fine", "SQL", false)]
    [InlineData("C# is fine", "C", false)]
    [InlineData("We use C#.", "C#", true)]
    [InlineData("restful", "REST", false)]
    [InlineData("REST, of course", "rest", true)]
    [InlineData(".NET", ".NET", true)]
    [InlineData("ASP.NET", ".NET", true)]
    public void A_phrase_is_found_as_whole_words(string text, string phrase, bool isIn) => Phrase.IsIn(text, phrase).Should().Be(isIn);
}
