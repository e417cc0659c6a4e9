using CostExplorer.Compare;

namespace CostExplorer.Tests.Compare;

public sealed class CheapestUsesTests
{
    private static readonly InputPrices Prices = new(1, 1.25, 2, 0.1);

    public static TheoryData<double, double[]> Known { get; } = new()
    {
        { 1.0, [0] },
        { 1.35, [0, 299] },
        { 2.0, [0, 300] },
        { 2.0, [0, 0.999] },
        { 1.35, [0, 1] },
        { 1.45, [0, 250, 500] },
        { 2.2, [0, 400, 800] },
        { 2.2, [0, 300, 400] },
        { 2.35, [0, 0.5, 2] },
        { 4.0, [0, 3600, 7200, 10800] },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Each_use_is_plain_or_written_or_read_whichever_is_least_in_total(double cost, double[] at) =>
        CheapestUses.Cost(Uses(at)).Should().BeApproximately(cost, 1e-9);

    [Fact]
    public void What_is_never_used_costs_nothing() => CheapestUses.Cost([]).Should().Be(0);

    [Fact]
    public void No_sequence_of_choices_is_cheaper()
    {
        var chance = new Random(7);
        for (var round = 0; round < 300; round++)
        {
            var at = Enumerable.Range(0, 7).Select(_ => chance.NextDouble() * chance.Next(1, 9000)).Order().ToArray();

            CheapestUses.Cost(Uses(at)).Should().BeApproximately(Exhaustive(at, 0, null), 1e-9, string.Join(", ", at));
        }
    }

    /// <summary>Tries everything: at each use plain, either write, or a read of the entry that is alive.</summary>
    private static double Exhaustive(double[] at, int index, (double Visible, double Until, double Lifetime)? entry)
    {
        if (index == at.Length)
        {
            return 0;
        }

        var now = at[index];
        var best = 1 + Exhaustive(at, index + 1, entry);
        best = Math.Min(best, 1.25 + Exhaustive(at, index + 1, (now + 1, now + 300, 300)));
        best = Math.Min(best, 2 + Exhaustive(at, index + 1, (now + 1, now + 3600, 3600)));
        return entry is var (visible, until, lifetime) && visible <= now && now < until
            ? Math.Min(best, 0.1 + Exhaustive(at, index + 1, (visible, now + lifetime, lifetime)))
            : best;
    }

    private static Use[] Uses(double[] at) => [.. at.Select(static (time, number) => new Use(TimeSpan.FromSeconds(time), Prices, number))];
}
