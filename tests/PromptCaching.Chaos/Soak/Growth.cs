namespace PromptCaching.Chaos.Soak;

/// <summary>Compares the end of a run with its middle, by their medians: what fills at the beginning, and one odd sample, do not count.</summary>
internal sealed class Growth(IReadOnlyList<Weight> weights)
{
    /// <summary>A weighing for each tenth of the run.</summary>
    public const int Parts = 10;

    private const int Compared = 3;
    private const int FirstOfMiddle = 2;

    public double Ratio(Func<Weight, double> what) => End(what) / Middle(what);

    public double Difference(Func<Weight, double> what) => End(what) - Middle(what);

    private double Middle(Func<Weight, double> what) => Median(weights.Skip(FirstOfMiddle).Take(Compared).Select(what));

    private double End(Func<Weight, double> what) => Median(weights.TakeLast(Compared).Select(what));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Compared / 2);
}
