namespace PromptCaching;

/// <summary>Who we are to the API, and what requests get that leave it unsaid. Bound from <c>Claude</c>.</summary>
public sealed class ClaudeClientOptions
{
    /// <summary>Gets or sets the API key.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the configuration key <c>Claude:ApiKey</c>, else the environment variable <c>ANTHROPIC_API_KEY</c>.
    /// </value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets a value indicating whether the host refuses to start without a key.</summary>
    /// <value>The default is <see langword="true"/>. Otherwise it starts with a warning, and each call without a key throws.</value>
    public bool RequireApiKey { get; set; } = true;

    /// <summary>Gets or sets the address of the API, without <c>/v1</c>.</summary>
    /// <value>The default is <c>https://api.anthropic.com/</c>; the environment variable <c>ANTHROPIC_BASE_URL</c> changes it.</value>
    public Uri BaseAddress { get; set; } = ClaudeDefaults.BaseAddress;

    /// <summary>Gets or sets the version of the API, sent as <c>anthropic-version</c>.</summary>
    /// <value>The default is <c>2023-06-01</c>.</value>
    public string ApiVersion { get; set; } = ClaudeDefaults.ApiVersion;

    /// <summary>Gets or sets the betas that requests ask for which name none themselves, sent as <c>anthropic-beta</c>.</summary>
    /// <value>The default is empty.</value>
    public IList<string> Betas { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether requests that the API is known to answer 400 to are refused before they are sent.</summary>
    /// <value>The default is <see langword="true"/>. Models that the catalog does not know are refused nothing.</value>
    public bool CheckRequests { get; set; } = true;

    /// <summary>Gets or sets the model of requests that name none.</summary>
    /// <value>The default is <c>claude-sonnet-5-5</c>.</value>
    public string DefaultModel { get; set; } = ClaudeDefaults.Model;

    /// <summary>Gets or sets the longest answer of requests that set no limit, in tokens.</summary>
    /// <value>The default is 4,096.</value>
    public int DefaultMaxTokens { get; set; } = ClaudeDefaults.MaxTokens;

    /// <summary>Gets or sets the temperature of requests that set none, from 0 to 1.</summary>
    /// <value>The default is <see langword="null"/>: not sent. Nor is it sent where the model, the API version or thinking refuses it.</value>
    public double? DefaultTemperature { get; set; }
}
