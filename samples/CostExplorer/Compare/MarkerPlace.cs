using PromptCaching.Testing;

namespace CostExplorer.Compare;

/// <summary>Where a marker stands, as the report counts them.</summary>
internal enum MarkerPlace
{
    Tools,
    System,
    Inside,
    Tail,
}

/// <summary>Sorts breakpoints into places.</summary>
internal static class MarkerPlaces
{
    public static MarkerPlace Of(EmulatedBreakpoint breakpoint, int promptTokens) =>
        breakpoint.PrefixTokens == promptTokens ? MarkerPlace.Tail
        : breakpoint.Path.StartsWith("tools", StringComparison.Ordinal) ? MarkerPlace.Tools
        : breakpoint.Path.StartsWith("system", StringComparison.Ordinal) ? MarkerPlace.System
        : MarkerPlace.Inside;
}
