namespace PromptCaching.CacheControl.Verdicts;

/// <summary>The API's own reasons for a miss, in our terms.</summary>
internal static class ApiWords
{
    /// <returns><see langword="null"/> when the API compared nothing.</returns>
    public static CacheMissCause? Of(CacheDiagnosis? diagnosis)
    {
        (CacheMissKind Kind, string Thing)? said = diagnosis?.Reason switch
        {
            "model_changed" => (CacheMissKind.ModelChanged, "the model"),
            "tools_changed" => (CacheMissKind.ToolChanged, "the tools"),
            "system_changed" => (CacheMissKind.SystemChanged, "the system prompt"),
            "messages_changed" => (CacheMissKind.MessageChanged, "the earlier turns"),

            // The API says so of every parameter that it does not name, the set of betas included.
            "unavailable" => (CacheMissKind.ParameterChanged, "a parameter or in the set of betas, or it lies too deep to be named"),
            _ => null,
        };
        return said is not { } known ? null : new CacheMissCause
        {
            Kind = known.Kind,
            Sentence = $"The API sees a difference in {known.Thing}.",
            Hint = MissHints.For(known.Kind),
            IsFromApi = true,
        };
    }
}
