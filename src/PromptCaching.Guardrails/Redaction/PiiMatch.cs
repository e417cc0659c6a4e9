namespace PromptCaching.Guardrails.Redaction;

/// <summary>Where something was found in a text.</summary>
/// <param name="Start">The index of its first character.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="Kind">What it is.</param>
public readonly record struct PiiMatch(int Start, int Length, PiiKind Kind)
{
    internal int End => Start + Length;
}
