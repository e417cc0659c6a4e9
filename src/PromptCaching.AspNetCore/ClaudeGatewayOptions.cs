namespace PromptCaching.AspNetCore;

/// <summary>Controls who may use a gateway, and how much of it. Bound from <c>ClaudeGateway</c>.</summary>
/// <remarks>Read once for each call: a changed configuration holds from the next call on.</remarks>
public sealed class ClaudeGatewayOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string ConfigurationSection = "ClaudeGateway";

    /// <summary>Gets or sets the clients who share the gateway's own API key, by name. Each brings a token where it would bring a key.</summary>
    /// <value>The default is none: callers bring API keys of their own, which go through to the API.</value>
    /// <remarks>As soon as there is one, nobody gets in without a token, and no credential that a caller sends leaves the gateway.</remarks>
    public IDictionary<string, ClaudeGatewayClient> Clients { get; set; } = new Dictionary<string, ClaudeGatewayClient>(StringComparer.Ordinal);

    /// <summary>Gets or sets the <c>x-promptcaching-*</c> request headers that callers may set, by their whole names.</summary>
    /// <value>The default is none: they are dropped.</value>
    /// <remarks>A scope that a caller names is part of the caller's own scope and never takes its place.</remarks>
    public IList<string> AllowedOwnHeaders { get; set; } = [];

    /// <summary>Gets or sets how long a request's body may be, in bytes, batches apart.</summary>
    /// <value>The default is 33,554,432 (32 MB), as much as the API takes.</value>
    public long MaxRequestBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Gets or sets how long the body of a new batch may be, in bytes. It is passed on as it comes and never held in memory.</summary>
    /// <value>The default is 268,435,456 (256 MB), as much as the API takes.</value>
    public long MaxBatchBytes { get; set; } = 256 * 1024 * 1024;

    /// <summary>Gets or sets how many calls may be under way at one time; one more is told that the gateway is overloaded.</summary>
    /// <value>The default is 1,000.</value>
    public int MaxConcurrency { get; set; } = 1000;

    /// <summary>Gets or sets a value indicating whether callers on other machines are answered.</summary>
    /// <value>The default is <see langword="false"/>: only connections from this machine that no proxy has passed on.</value>
    public bool AllowRemote { get; set; }
}
