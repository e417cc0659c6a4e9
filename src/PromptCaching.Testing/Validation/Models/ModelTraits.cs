namespace PromptCaching.Testing.Validation.Models;

/// <summary>What a model takes and what it refuses, as far as the catalog of prices does not say (API reference, section 1.2 and 2.10).</summary>
internal sealed record ModelTraits
{
    private static readonly string[] ThreeLevels = ["high", "low", "medium"];
    private static readonly string[] FourLevels = ["high", "low", "max", "medium"];
    private static readonly string[] FiveLevels = ["high", "low", "max", "medium", "xhigh"];

    private static readonly ModelTraits Older = new() { Thinking = ["enabled", "disabled"] };

    private static readonly ModelTraits Opus45 = Older with { Efforts = ThreeLevels };

    private static readonly ModelTraits Of46 = new()
    {
        TakesPrefill = false,
        TakesInferenceGeo = true,
        Efforts = FourLevels,
        Thinking = ["enabled", "adaptive", "disabled"],
    };

    private static readonly ModelTraits Of47 = Of46 with { Efforts = FiveLevels, Thinking = ["adaptive", "disabled"] };
    private static readonly ModelTraits Of48 = Of47 with { TakesSystemTurns = true };
    private static readonly ModelTraits Fable5 = Of48 with { Thinking = ["adaptive"] };
    private static readonly ModelTraits Fable51 = Fable5 with { TakesForcedTools = false };
    private static readonly ModelTraits CalmOnly = Of48 with { HardestWithoutThinking = "high" };

    private static readonly ModelTraits Sonnet55 = Fable51 with { Thinking = ["adaptive", "between_tools"], HardestWithoutThinking = "high" };

    public bool TakesPrefill { get; private init; } = true;

    public bool TakesSystemTurns { get; private init; }

    public bool TakesForcedTools { get; private init; } = true;

    public bool TakesInferenceGeo { get; private init; }

    /// <summary>Gets the effort levels in the order in which the API lists them; none where the model has no such setting.</summary>
    public string[] Efforts { get; private init; } = [];

    public required string[] Thinking { get; init; }

    /// <summary>Gets the highest effort at which thinking can be switched off, where there is such a bound.</summary>
    public string? HardestWithoutThinking { get; private init; }

    /// <summary>Finds the traits of a model; null for one that is not known, of which nothing is refused.</summary>
    public static ModelTraits? Of(string model) => model switch
    {
        "claude-fable-5-2" or "claude-mythos-5-2" or "claude-fable-5-1" or "claude-mythos-5-1" or "claude-opus-5-5" => Fable51,
        "claude-fable-5" or "claude-mythos-5" => Fable5,
        "claude-sonnet-5-5" => Sonnet55,
        "claude-opus-5" or "claude-haiku-5-5" => CalmOnly,
        "claude-opus-4-8" => Of48,
        "claude-sonnet-5" or "claude-opus-4-7" => Of47,
        "claude-opus-4-6" or "claude-sonnet-4-6" => Of46,
        "claude-opus-4-5" or "claude-opus-4-5-20251101" => Opus45,
        _ when IsOlder(model) => Older,
        _ => null,
    };

    private static bool IsOlder(string model) =>
        model.StartsWith("claude-3-", StringComparison.Ordinal)
        || model is "claude-sonnet-4-5" or "claude-sonnet-4-5-20250929" or "claude-haiku-4-5" or "claude-haiku-4-5-20251001"
            or "claude-opus-4-1" or "claude-opus-4-1-20250805" or "claude-opus-4-0" or "claude-opus-4-20250514" or "claude-4-opus-20250514"
            or "claude-sonnet-4-0" or "claude-sonnet-4-20250514" or "claude-4-sonnet-20250514";
}
