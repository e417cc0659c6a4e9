using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.RateLimits;

/// <summary>The models that share one set of limits.</summary>
internal static class ModelClass
{
    /// <summary>Opus and Sonnet 4.x share one each, as do all of Fable 5.x and Mythos 5.x; every other version stands for itself.</summary>
    public static string Of(string model) => ModelName.Of(model) switch
    {
        null => model,
        { Family: "fable" or "mythos" } name => $"{name.Family}-{name.Major}",
        { Family: "opus" or "sonnet", Major: 4 } name => $"{name.Family}-4",
        { Minor: 0 } name => $"{name.Family}-{name.Major}",
        { } name => $"{name.Family}-{name.Major}-{name.Minor}",
    };
}
