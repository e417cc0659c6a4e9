namespace PromptCaching;

/// <summary>The defaults that have a name.</summary>
public static class ClaudeDefaults
{
    /// <summary>The name of the client that <c>AddClaudeCaching()</c> registers when none is given.</summary>
    public const string ClientName = "Claude";

    /// <summary>The model of requests that name none, unless the options say otherwise.</summary>
    public const string Model = "claude-sonnet-5-5";

    /// <summary>The longest answer of requests that set no limit, in tokens, unless the options say otherwise.</summary>
    public const int MaxTokens = 4096;

    /// <summary>The version of the API that is asked for, unless the options say otherwise.</summary>
    public const string ApiVersion = "2023-06-01";

    /// <summary>The section of the configuration that every option is bound from.</summary>
    public const string ConfigurationSection = "Claude";

    /// <summary>The address of the API, unless the options say otherwise.</summary>
    public static readonly Uri BaseAddress = new("https://api.anthropic.com/");
}
