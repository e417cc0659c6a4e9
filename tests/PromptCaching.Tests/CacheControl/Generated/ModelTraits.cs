using PromptCaching.Accounting;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What a model takes, from the API reference; generated requests keep to it.</summary>
/// <param name="Names">Its ids and aliases, and those of models that take the same.</param>
/// <param name="Thinking">The ways of thinking that can be asked for.</param>
/// <param name="Efforts">The efforts.</param>
internal sealed record ModelTraits(string[] Names, string[] Thinking, string[] Efforts)
{
    private static readonly string[] Five = ["low", "medium", "high", "xhigh", "max"];

    private static readonly ModelTraits Newest =
        new(["claude-fable-5-2", "claude-mythos-5-2", "claude-fable-5-1", "claude-mythos-5-1", "claude-opus-5-5"], ["adaptive"], Five)
        {
            TakesSystemTurns = true, TakesGeography = true,
        };

    private static readonly ModelTraits Older = new(
        [
            "claude-sonnet-4-5", "claude-sonnet-4-5-20250929", "claude-haiku-4-5", "claude-haiku-4-5-20251001", "claude-opus-4-1", "claude-opus-4-1-20250805",
            "claude-opus-4-0", "claude-opus-4-20250514", "claude-sonnet-4-0", "claude-sonnet-4-20250514", "claude-3-7-sonnet-20250219",
        ],
        ["enabled", "disabled"],
        [])
    {
        TakesPrefill = true, TakesForcedTools = true, TakesSampling = true,
    };

    private static readonly ModelTraits[] Known =
    [
        Newest,
        Newest with { Names = ["claude-sonnet-5-5"], Thinking = ["adaptive", "between_tools"] },
        Newest with { Names = ["claude-fable-5", "claude-mythos-5"], TakesForcedTools = true },
        Newest with { Names = ["claude-opus-5", "claude-haiku-5-5", "claude-opus-4-8"], Thinking = ["adaptive", "disabled"], TakesForcedTools = true },
        new(["claude-sonnet-5", "claude-opus-4-7"], ["adaptive", "disabled"], Five) { TakesForcedTools = true, TakesGeography = true },
        new(["claude-opus-4-6", "claude-sonnet-4-6"], ["enabled", "adaptive", "disabled"], ["low", "medium", "high", "max"])
        {
            TakesForcedTools = true, TakesGeography = true, TakesSampling = true,
        },
        Older with { Names = ["claude-opus-4-5", "claude-opus-4-5-20251101"], Efforts = ["low", "medium", "high"] },
        Older,
    ];

    private static readonly HashSet<string> KnownNames = [.. Known.SelectMany(static traits => traits.Names)];

    /// <summary>Of models that the sheet says little about, and of those that nobody knows, nothing special is asked.</summary>
    private static readonly ModelTraits Plain = new(
        [
            .. ModelCatalog.Default.Entries.SelectMany(static entry => entry.Aliases.Prepend(entry.Id)).Where(static name => !KnownNames.Contains(name)),
            "claude-of-the-future-9", "m", "claude-\u00e9\"\\",
        ],
        [],
        []);

    public bool TakesPrefill { get; private init; }

    public bool TakesSystemTurns { get; private init; }

    public bool TakesForcedTools { get; private init; }

    public bool TakesGeography { get; private init; }

    public bool TakesSampling { get; init; }

    public static ModelTraits Some(Random chance) => chance.OneIn(4) ? Plain : chance.Pick(Known);
}
