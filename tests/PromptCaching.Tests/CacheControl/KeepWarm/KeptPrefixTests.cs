using PromptCaching.Bodies;
using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Tests.CacheControl.Planning;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>What is known of one prefix that may be kept: when it ends, when its refresh is due, and whether one is wanted.</summary>
public sealed class KeptPrefixTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 20, 8, 0, 0, TimeSpan.Zero);
    private readonly KeptPrefix _prefix = new(7, _start);

    [Theory]
    [InlineData(false, 4.5, 5)]
    [InlineData(true, 54, 60)]
    public void Its_refresh_is_due_when_a_tenth_of_its_life_is_left(bool isOneHour, double due, double end)
    {
        Live(isOneHour ? EntryLifetime.OneHour : EntryLifetime.FiveMinutes);

        _prefix.EndsAt.Should().Be(_start.AddMinutes(end));
        _prefix.DueAt.Should().BeCloseTo(_start.AddMinutes(due), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void It_never_ends_earlier_than_it_was_said_to()
    {
        Live(EntryLifetime.FiveMinutes);

        _prefix.Last(_start.AddMinutes(-1));
        _prefix.EndsAt.Should().Be(_start.AddMinutes(5));
        _prefix.Last(_start.AddMinutes(1));
        _prefix.EndsAt.Should().Be(_start.AddMinutes(6));
    }

    [Fact]
    public void What_it_stands_for_is_what_was_planned()
    {
        Live(EntryLifetime.OneHour);

        _prefix.Stake.Should().Be(new RefreshStake(2000, 1500, 0.1, EntryLifetime.OneHour));
        (_prefix.HighestCost, _prefix.IsTail, _prefix.Odds.Ever, _prefix.Hash).Should().Be((3m, true, 0.9, 7UL));
        _prefix.Boundaries.Should().Equal(1, 2);
    }

    [Fact]
    public void Only_pauses_that_an_entry_needs_help_for_are_remembered_and_whoever_goes_on_has_them_too()
    {
        Live(EntryLifetime.FiveMinutes);
        var before = Within(_prefix, 8);

        _prefix.Use(_start.AddMinutes(4.5));
        Within(_prefix, 8).Should().Be(before);
        _prefix.Use(_start.AddMinutes(11.5));
        Within(_prefix, 8).Should().BeGreaterThan(before);

        var next = new KeptPrefix(8, _start);
        next.Continue(_prefix);
        next.Live(Prefix(EntryLifetime.FiveMinutes), 0.1, 0m, [], _start);
        Within(next, 8).Should().Be(Within(_prefix, 8));
    }

    [Fact]
    public void Sixteen_pauses_are_remembered()
    {
        Live(EntryLifetime.FiveMinutes);
        var now = _start;
        foreach (var minutes in Enumerable.Repeat(30, 5).Concat(Enumerable.Repeat(7, 16)))
        {
            now = now.AddMinutes(minutes);
            _prefix.Use(now);
        }

        var seven = new PauseOdds(_prefix.Odds, [.. Enumerable.Repeat(TimeSpan.FromMinutes(7), 16)]);
        Within(_prefix, 8).Should().Be(seven.Within(TimeSpan.FromMinutes(8)));
    }

    [Fact]
    public void A_use_that_is_told_late_sets_nothing_back()
    {
        _prefix.Use(_start.AddMinutes(3));
        _prefix.Use(_start.AddMinutes(1));

        _prefix.LastUse.Should().Be(_start.AddMinutes(3));
    }

    [Fact]
    public void A_use_begins_the_refreshes_anew()
    {
        _prefix.BeginRefresh();
        _prefix.BeginRefresh();
        (_prefix.Refreshes, _prefix.IsInFlight).Should().Be((2, true));
        _prefix.IsGivenUp = true;

        _prefix.Use(_start);

        (_prefix.Refreshes, _prefix.IsGivenUp).Should().Be((0, false));
    }

    [Fact]
    public void It_waits_while_it_has_a_body_and_is_neither_under_way_nor_given_up_nor_useless()
    {
        _prefix.IsWaiting.Should().BeFalse();
        using var request = ChainUnderTest.Post("{}".Utf8());
        _prefix.Keep([1], new WarmRoute(request));
        _prefix.IsWaiting.Should().BeTrue();

        _prefix.IsInFlight = true;
        _prefix.IsWaiting.Should().BeFalse();
        (_prefix.IsInFlight, _prefix.IsGivenUp) = (false, true);
        _prefix.IsWaiting.Should().BeFalse();
        _prefix.IsGivenUp = false;
        _prefix.Drop();

        (_prefix.IsWaiting, _prefix.IsUseless, _prefix.Body, _prefix.Route).Should().Be((false, true, null, null));
    }

    [Fact]
    public void Its_body_is_made_anew_for_other_parameters_betas_or_lifetimes_and_never_once_it_was_useless()
    {
        var variant = new PrefixVariant(default, 1, EntryLifetime.FiveMinutes);

        _prefix.IsNew(variant).Should().BeTrue();
        _prefix.IsNew(variant).Should().BeFalse();
        _prefix.IsNew(variant with { Betas = 2 }).Should().BeTrue();
        _prefix.IsNew(variant with { Lifetime = EntryLifetime.OneHour, Betas = 2 }).Should().BeTrue();
        _prefix.IsNew(variant with { Parameters = new PromptParameters(1, 0, 0, 0) }).Should().BeTrue();
        _prefix.Drop();
        _prefix.IsNew(variant).Should().BeFalse();
    }

    [Fact]
    public void As_many_as_there_is_room_for_are_kept()
    {
        var prefixes = new KeptPrefixes();
        for (var hash = 0; hash < KeptPrefixes.Most; hash++)
        {
            prefixes.FindOrAdd((ulong)hash, _start).Should().BeSameAs(prefixes.FindOrAdd((ulong)hash, _start.AddDays(1)));
        }

        prefixes.Trim();
        prefixes.Count.Should().Be(KeptPrefixes.Most);
        prefixes.Waiting.Should().BeEmpty();
        prefixes.Remove(prefixes.Find(0)!);
        prefixes.Find(0).Should().BeNull();
        prefixes.Clear();
        prefixes.Count.Should().Be(0);
    }

    [Theory]
    [InlineData(4, 10, true)]
    [InlineData(5, 10, false)]
    [InlineData(4, 9, false)]
    public void A_day_may_cost_as_much_as_is_allowed_to_the_cent(int amount, int most, bool isAllowed)
    {
        var day = new DateOnly(2026, 11, 20);
        var spend = new DailySpend();
        spend.TryReserve(day, 2m, 100m);
        spend.Settle(2m, 4m);
        spend.TryReserve(day, 2m, 100m);

        spend.TryReserve(day, amount, most).Should().Be(isAllowed);
    }

    private static double Within(KeptPrefix prefix, double minutes) => prefix.NextUse.Within(TimeSpan.FromMinutes(minutes));

    private static WarmPrefix Prefix(TimeSpan lifetime) =>
        new(PlannedPath.Candidate(0, BoundaryKind.Tail, 2000, new ReuseOdds(0.2, 0.7, 0.9)), lifetime, 1500, IsTail: true);

    private void Live(TimeSpan lifetime) => _prefix.Live(Prefix(lifetime), 0.1, 3m, [1, 2], _start);
}
