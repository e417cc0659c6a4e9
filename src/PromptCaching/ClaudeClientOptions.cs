namespace PromptCaching;

/// <summary>Who we are to the API, and what requests get that leave it unsaid. Bound from <c>Claude</c>.</summary>
public sealed class ClaudeClientOptions
{
    /// <summary>Gets or sets the API key.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the configuration key <c>Claude:ApiKey</c>, else the environment variable <c>ANTHROPIC_API_KEY</c>.
    /// </value>
    public string? ApiKey { get; set; }

    /// <summary>Gets or sets what gives the access token of a call, sent as <c>Authorization: Bearer</c> in place of a key.</summary>
    /// <value>The default is <see langword="null"/>: the key is sent. It is asked before every attempt, so the next one sees a token that was renewed.</value>
    /// <remarks>
    /// All tokens must stand for one and the same identity: answers are shared among the calls of a client, and with clients of the same name,
    /// <see cref="BaseAddress"/> and <see cref="WorkspaceId"/> where <c>ResponseCaching:Secret</c> is set or a directory holds the answers; else
    /// an answer that was stored is found by this process alone. A token of each user's own belongs on the request, with a
    /// <see cref="ClaudeCall.Scope"/>.
    /// </remarks>
    public Func<CancellationToken, ValueTask<string>>? AccessToken { get; set; }

    /// <summary>Gets or sets a token that stays the same, sent as <c>Authorization: Bearer</c> where no key and no <see cref="AccessToken"/> is.</summary>
    /// <value>
    /// The default is <see langword="null"/>: the configuration key <c>Claude:AuthToken</c>, else the environment variable <c>ANTHROPIC_AUTH_TOKEN</c>.
    /// </value>
    public string? AuthToken { get; set; }

    /// <summary>Gets or sets the workspace of requests that name none, sent as <c>anthropic-workspace-id</c>.</summary>
    /// <value>The default is <see langword="null"/>: not sent. Claude Platform on AWS requires it.</value>
    public string? WorkspaceId { get; set; }

    /// <summary>Gets or sets a value indicating whether the host refuses to start without a key or a token.</summary>
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

    /// <summary>Gets or sets the name under which the client is registered; two clients with tokens share no answers by accident.</summary>
    internal string ClientName { get; set; } = "";

    /// <summary>Gets a value indicating whether calls that bring no credential can be made.</summary>
    internal bool HasCredential => !string.IsNullOrWhiteSpace(ApiKey) || AccessToken is not null || !string.IsNullOrWhiteSpace(AuthToken);
}
