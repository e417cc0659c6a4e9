namespace PromptCaching.Clouds;

/// <summary>Model ids as Google Cloud spells them.</summary>
internal static class GoogleCloudModel
{
    private const int DateLength = 8;

    /// <summary>A date is set off by <c>@</c> there; ids without one are the same.</summary>
    public static string Of(string model)
    {
        var dash = model.Length - DateLength - 1;
        return dash > 0 && model[dash] == '-' && !model.AsSpan(dash + 1).ContainsAnyExceptInRange('0', '9')
            ? $"{model.AsSpan(0, dash)}@{model.AsSpan(dash + 1)}"
            : model;
    }
}
