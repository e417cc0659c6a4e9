namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What became of a request on its way through the library.</summary>
internal enum Finding
{
    Sound,

    /// <summary>The API refuses it without us, too: there is nothing to judge.</summary>
    RefusedAnyway,

    RefusedBecauseOfUs,

    BytesChanged,

    /// <summary>More than four markers, or an hour after five minutes, where the emulator did not mind.</summary>
    MarkersBreakRules,
}

/// <summary>The finding about one request.</summary>
/// <param name="Finding">What was found.</param>
/// <param name="Added">How many markers were added.</param>
/// <param name="Details">What the API said, or what was sent.</param>
internal readonly record struct Judgement(Finding Finding, int Added, string? Details = null)
{
    public bool IsOurFault => Finding is Finding.RefusedBecauseOfUs or Finding.BytesChanged or Finding.MarkersBreakRules;
}
