namespace PromptCaching.CacheControl.Linting;

/// <summary>The first place in which two JSON values differ as the API sees them.</summary>
/// <param name="Place">Where, in the API's path grammar.</param>
/// <param name="Form">In what way.</param>
/// <param name="Offset">The first character that differs, where two texts do.</param>
internal sealed record Mismatch(string Place, MismatchForm Form, int? Offset = null)
{
    /// <summary>Gets a value indicating whether both say the same and only write it in another way.</summary>
    public bool IsSpelling => Form is MismatchForm.KeyOrder or MismatchForm.NumberSpelling;

    public string Difference => Form switch
    {
        MismatchForm.Text => $"differs at character {Offset}",
        MismatchForm.Added => "was added",
        MismatchForm.Removed => "is gone",
        MismatchForm.KeyOrder => "has the same keys in another order",
        MismatchForm.NumberSpelling => "is the same number in another spelling",
        _ => "has another value",
    };
}

/// <summary>In what way two JSON values differ.</summary>
internal enum MismatchForm
{
    Value,
    Text,
    Added,
    Removed,
    KeyOrder,
    NumberSpelling,
}
