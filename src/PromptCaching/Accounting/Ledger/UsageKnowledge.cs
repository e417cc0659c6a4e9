namespace PromptCaching.Accounting;

/// <summary>How much is known of what an attempt used.</summary>
public enum UsageKnowledge
{
    /// <summary>All of it: the API's last counters came.</summary>
    Known,

    /// <summary>A part: the answer broke off after its first counters. The prompt is known; the output is at least what is told.</summary>
    Partly,

    /// <summary>Nothing: the attempt may have been billed, but no counters came.</summary>
    Unknown,
}
