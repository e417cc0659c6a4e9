using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A refusal is remembered for an hour, for the level it names or for all.</summary>
public sealed class MarkerRefusalsTests
{
    private const ulong Root = 7;
    private readonly ManualTimeProvider _time = new();
    private readonly MarkerRefusals _refusals;

    public MarkerRefusalsTests() => _refusals = new MarkerRefusals(_time);

    [Fact]
    public void Before_any_refusal_nothing_is_refused() => Refused(Root).Should().BeEmpty();

    [Fact]
    public void The_level_that_was_named_is_refused_and_no_other()
    {
        _refusals.Remember(Root, new MarkerComplaint("m", PromptLevel.System));

        Refused(Root).Should().Equal(PromptLevel.System);
        Refused(Root + 1).Should().BeEmpty();
    }

    [Fact]
    public void Where_none_was_named_all_are()
    {
        _refusals.Remember(Root, new MarkerComplaint("m", null));

        Refused(Root).Should().Equal(PromptLevel.Tools, PromptLevel.System, PromptLevel.Messages);
        Refused(Root + 1).Should().BeEmpty();
    }

    [Theory]
    [InlineData(3599, true)]
    [InlineData(3600, false)]
    public void After_an_hour_it_is_tried_again(int seconds, bool isRefused)
    {
        _refusals.Remember(Root, new MarkerComplaint("m", PromptLevel.Tools));

        _time.Advance(TimeSpan.FromSeconds(seconds));

        _refusals.IsRefused(Root, PromptLevel.Tools).Should().Be(isRefused);
    }

    private IEnumerable<PromptLevel> Refused(ulong root) =>
        new[] { PromptLevel.Tools, PromptLevel.System, PromptLevel.Messages }.Where(level => _refusals.IsRefused(root, level));
}
