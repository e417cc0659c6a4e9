using System.Globalization;

namespace QuickStart;

/// <summary>Says in words where the answers come from, and what the tables amount to.</summary>
internal static class Report
{
    private const string Emulated =
        """
        No key is set (ANTHROPIC_API_KEY), so the answers come from the emulator in PromptCaching.Testing: it quotes
        the text instead of thinking, but counts, caches and bills as the API does. Nothing is sent, nothing is paid.
        """;

    private const string Real = "A key is set (ANTHROPIC_API_KEY), so the answers come from the API, which bills them.";

    /// <summary>Tells how the comparison was made where nothing was paid twice for it.</summary>
    public const string Arithmetic =
        "The cost without caching is arithmetic, the same tokens at the plain prices: nothing was asked twice for it.";

    /// <summary>Explains the columns.</summary>
    public const string Legend =
        """
        The tokens of a prompt are billed in full (input), stored in the API's prompt cache (written: a little dearer)
        or found there (read: far cheaper). An answer from the response cache costs nothing. All costs are in USD.
        """;

    public static string Introduction(SourceText text, bool isEmulated) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
         {(isEmulated ? Emulated : Real)}

         The text that every question is about: {text.Name}, {text.Characters:N0} characters.
         """);

    public static string Summary(ReportRow total) => total switch
    {
        { Cost: null } or { CostWithoutCaching: null } => "What the run cost is not known: the catalog has no prices for this model.",
        { Cost: 0 } => $"With caching the run cost nothing, without caching {Dollars(total.CostWithoutCaching)}.",
        _ => $"With caching the run cost {Dollars(total.Cost)}, without caching {Dollars(total.CostWithoutCaching)}: {Factor(total)} times as much.",
    };

    private static string Dollars(decimal? cost) => string.Create(CultureInfo.InvariantCulture, $"{cost:F6} USD");

    private static string Factor(ReportRow total) => string.Create(CultureInfo.InvariantCulture, $"{total.CostWithoutCaching / total.Cost:F2}");
}
