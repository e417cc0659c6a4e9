using Microsoft.Extensions.Configuration;
using ResumeStudio.Configuration;

namespace ResumeStudio.Tests.Configuration;

public sealed class StudioEnvironmentTests
{
    [Fact]
    public void Without_variables_it_emulates_and_caches()
    {
        var settings = Read();

        settings.Should().Match<StudioSettings>(static it => it.IsEmulated && it.CanAnswer && it.CachesAnswers && it.CachesResults && it.CachesPrompts);
        settings.RedisUrl.Should().BeNull();
        settings.Directory.Should().EndWith(Path.Combine("ResumeStudio", "cache"));
        settings.RegionTimeToLive["embedding"].Should().Be(TimeSpan.FromDays(7));
    }

    [Fact]
    public void A_key_ends_the_emulation() => Read(("ANTHROPIC_API_KEY", "key")).Should().Match<StudioSettings>(static it => !it.IsEmulated && it.CanAnswer);

    [Fact]
    public void Each_region_may_have_a_time_of_its_own()
    {
        var settings = Read(("CACHE_TTL_SECONDS", "60"), ("CACHE_TTL_SECONDS_MATCH", "30"));

        settings.TimeToLive.Should().Be(TimeSpan.FromMinutes(1));
        settings.RegionTimeToLive["match"].Should().Be(TimeSpan.FromSeconds(30));
        settings.RegionTimeToLive["optimization"].Should().Be(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Prefix_threshold_and_an_empty_folder_are_taken()
    {
        var settings = Read(("CACHE_PREFIX", "mine:"), ("CACHE_COMPRESSION_THRESHOLD", "2048"), ("CACHE_DIRECTORY", ""));

        settings.Should().Match<StudioSettings>(static it => it.Prefix == "mine:" && it.CompressionThreshold == 2048 && it.Directory == null);
    }

    [Theory]
    [InlineData("CACHE_TTL_SECONDS", "soon", "CACHE_TTL_SECONDS is a whole number from 1 on, not \"soon\".")]
    [InlineData("CACHE_TTL_SECONDS", "0", "CACHE_TTL_SECONDS is a whole number from 1 on, not \"0\".")]
    [InlineData("RESPONSE_CACHE_ENABLED", "maybe", "RESPONSE_CACHE_ENABLED is true or false, not \"maybe\".")]
    public void What_cannot_be_is_said_at_start(string name, string value, string says) =>
        FluentActions.Invoking(() => Read((name, value))).Should().Throw<InvalidOperationException>().WithMessage(says);

    private static StudioSettings Read(params (string Name, string Value)[] variables) => StudioEnvironment.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(variables.Select(static variable => KeyValuePair.Create(variable.Name, (string?)variable.Value))).Build());
}
