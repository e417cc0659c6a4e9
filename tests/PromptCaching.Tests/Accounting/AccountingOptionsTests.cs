using PromptCaching.Accounting;

namespace PromptCaching.Tests.Accounting;

public sealed class AccountingOptionsTests
{
    [Fact]
    public void By_default_ten_thousand_entries_and_a_thousand_names_are_kept_and_no_file() =>
        new AccountingOptions().Should().BeEquivalentTo(new { MaxEntries = 10_000, MaxNames = 1000, File = (string?)null, FileMaxBytes = 67_108_864L });

    [Fact]
    public void Values_up_to_their_bounds_are_taken()
    {
        Failures(static _ => { }).Should().BeEmpty();
        Failures(static options => (options.MaxEntries, options.MaxNames, options.FileMaxBytes, options.File) = (0, 1, 1024, "costs.jsonl")).Should().BeEmpty();
        Failures(static options => (options.MaxEntries, options.MaxNames) = (10_000_000, 10_000_000)).Should().BeEmpty();
        Failures(static options => options.FileMaxBytes = long.MaxValue).Should().BeEmpty();
    }

    [Fact]
    public void Values_beyond_them_are_refused_with_the_bounds()
    {
        Failures(static options => options.MaxEntries = -1).Should().Equal("Claude:Accounting:MaxEntries is -1; set it between 0 and 10000000.");
        Failures(static options => options.MaxEntries = 10_000_001).Should().ContainSingle();
        Failures(static options => options.MaxNames = 0).Should().Equal("Claude:Accounting:MaxNames is 0; set it between 1 and 10000000.");
        Failures(static options => options.MaxNames = 10_000_001).Should().ContainSingle();
        Failures(static options => options.FileMaxBytes = 1023)
            .Should().Equal("Claude:Accounting:FileMaxBytes is 1023; set it between 1024 and 9223372036854775807.");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_file_is_none(string file) =>
        Failures(options => options.File = file).Should().Equal("Claude:Accounting:File is blank; name a file, or leave it out.");

    private static IEnumerable<string> Failures(Action<AccountingOptions> change)
    {
        var options = new AccountingOptions();
        change(options);
        return new AccountingOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
