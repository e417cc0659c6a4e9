namespace PromptCaching.Benchmarks;

/// <summary>A figure as it was measured, to two decimals, which is also how it is judged.</summary>
internal sealed record RatioResult(string Name, double Ratio, double Target, RatioSense Sense, string Against)
{
    private const int Decimals = 2;

    public bool IsReached => Sense == RatioSense.Max ? Ratio <= Target : Ratio >= Target;

    public static RatioResult Of(string name, IRatio ratio) =>
        new(name, Math.Round(ratio.Measure(), Decimals), ratio.Target, ratio.Sense, ratio.Against);
}
