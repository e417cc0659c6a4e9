using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>The rules of a plan: the option of a model before the catalog, the catalog before the default, and no level that was refused.</summary>
public sealed class PlanTermsTests
{
    private readonly CacheControlOptions _options = new() { DefaultMinTokens = 30, MinTokens = { ["m"] = 10 } };

    [Theory]
    [InlineData("m", 20, 10)]
    [InlineData("n", 20, 20)]
    [InlineData("n", null, 30)]
    [InlineData(null, 20, 20)]
    [InlineData(null, null, 30)]
    public void The_nearest_minimum_counts(string? model, int? catalog, int minimum) =>
        PlanTerms.Of(_options, model, new ModelTerms(catalog, 0.2), static _ => false).Should().BeEquivalentTo(new { MinTokens = minimum, ReadRate = 0.2 });

    [Theory]
    [InlineData(PromptLevel.Tools)]
    [InlineData(PromptLevel.System)]
    [InlineData(PromptLevel.Messages)]
    public void A_level_that_was_refused_is_not_marked(object refused)
    {
        var rules = PlanTerms.Of(_options, "m", default, level => level == (PromptLevel)refused);

        new[] { rules.MarkTools, rules.MarkSystem, rules.MarkMessages }.Select((isMarked, level) => (isMarked, level)).Should()
            .OnlyContain(mark => mark.isMarked == (mark.level != (int)(PromptLevel)refused));
    }

    [Fact]
    public void What_is_switched_off_stays_off()
    {
        Rules(options => options.MarkTools = false).Should().Be(Rules(_ => { }) with { MarkTools = false });
        Rules(options => options.MarkSystem = false).Should().Be(Rules(_ => { }) with { MarkSystem = false });
        Rules(options => options.MarkMessages = false).Should().Be(Rules(_ => { }) with { MarkMessages = false });
        Rules(options => options.AllowFiveMinutes = false).Should().Be(Rules(_ => { }) with { AllowFiveMinutes = false });
        Rules(options => options.AllowOneHour = false).Should().Be(Rules(_ => { }) with { AllowOneHour = false });
        Rules(_ => { }).Should().Be(new PlanRules { MinTokens = 1024, ReadRate = 0 });
    }

    [Theory]
    [InlineData("x-api-key", true)]
    [InlineData("Authorization", true)]
    [InlineData("anthropic-workspace-id", true)]
    [InlineData("anthropic-beta", false)]
    [InlineData("x-other", false)]
    public void Entries_are_shared_within_one_address_key_and_workspace(string header, bool isApart)
    {
        (Isolation(header, "one") != Isolation(header, "two")).Should().Be(isApart);
        (Isolation(header, "one") != Isolation("x-none", "one")).Should().Be(isApart);
        Isolation(header, "one").Should().Be(Isolation(header, "one"));
    }

    [Fact]
    public void A_query_makes_no_other_address_and_another_host_does()
    {
        Isolation("x", "y", ChainUnderTest.Address + "?beta=true").Should().Be(Isolation("x", "y"));
        Isolation("x", "y", "https://example.com/v1/messages").Should().NotBe(Isolation("x", "y"));
        Isolation("x-api-key", "a").Should().NotBe(Isolation("authorization", "a"));
    }

    private static PlanRules Rules(Action<CacheControlOptions> change)
    {
        var options = new CacheControlOptions();
        change(options);
        return PlanTerms.Of(options, "m", default, static _ => false);
    }

    private static ulong Isolation(string header, string value, string address = ChainUnderTest.Address)
    {
        using var request = ChainUnderTest.Post([], address);
        request.Headers.TryAddWithoutValidation(header, value);
        return CacheIsolation.Of(request);
    }
}
