using BatchRun.Configuration;

namespace BatchRun.Tests.Configuration;

public sealed class ConfigurationFileTests : IDisposable
{
    private const string Good =
        """
        {"name":"n","system":"system.txt","arms":[{"name":"control"}],"provider":"claude",
         "providers":{"claude":{"model":"m","cache_control":"system","ttl":"1h"}}}
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void The_study_that_comes_with_the_program_is_good()
    {
        var study = ConfigurationFile.Read(ConfigurationFile.Default);

        study.Items.Count.Should().Be(5000);
        study.Arms.Should().HaveCountGreaterThan(2).And.ContainSingle(static arm => arm.Instruction == null);
        study.Providers.Values.Select(static provider => provider.CacheControl).Distinct().Should().HaveCount(3);
    }

    [Fact]
    public void Toggles_are_read_and_files_are_looked_for_beside_the_study()
    {
        var study = Read(Good);

        study.Providers["claude"].Should().Be(new ProviderConfiguration { Model = "m", CacheControl = CacheControlToggle.System, Ttl = TimeToLive.OneHour });
        study.System.Should().Be(_folder.Path("system.txt"));
    }

    [Theory]
    [InlineData("\"system\":\"system.txt\"", "\"system\":\"system.txt\",\"sytsem\":1", "sytsem")]
    [InlineData("\"cache_control\":\"system\"", "\"cache_control\":\"sometimes\"", "cache_control")]
    [InlineData("\"provider\":\"claude\"", "\"provider\":\"other\"", "\"other\" is not among the providers")]
    [InlineData("{\"name\":\"control\"}", "{\"name\":\"The Control\"}", "The Control")]
    [InlineData("{\"name\":\"control\"}", "", "at least a control")]
    [InlineData("{\"name\":\"control\"}", "{\"name\":\"a\"},{\"name\":\"a\"}", "same name")]
    [InlineData("\"name\":\"n\"", "\"name\":\"n\",\"temperatures\":[1.5]", "1.5 is not from 0 to 1")]
    [InlineData("\"name\":\"n\"", "\"name\":\"n\",\"webhook\":{\"url\":\"ftp://x/\"}", "webhook")]
    [InlineData("\"name\":\"n\"", "\"name\":\"n\",\"run\":{\"budget_usd\":-1}", "budget_usd")]
    public void What_is_wrong_is_said_in_one_sentence(string good, string bad, string said) =>
        this.Invoking(_ => Read(Good.Replace(good, bad, StringComparison.Ordinal))).Should().Throw<UsageException>().WithMessage($"*{said}*");

    [Fact]
    public void A_study_that_is_not_there_is_named() =>
        this.Invoking(_ => ConfigurationFile.Read(_folder.Path("none.json"))).Should().Throw<UsageException>().WithMessage("*none.json*");

    public void Dispose() => _folder.Dispose();

    private StudyConfiguration Read(string json) => ConfigurationFile.Read(_folder.Write("study.json", json));
}
