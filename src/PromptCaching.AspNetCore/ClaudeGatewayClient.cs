using PromptCaching.Accounting;

namespace PromptCaching.AspNetCore;

/// <summary>One client of a gateway, who calls on the gateway's own API key.</summary>
public sealed class ClaudeGatewayClient
{
    /// <summary>Gets or sets the token that the client sends as <c>x-api-key</c> or as a bearer token.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="TokenHash"/> is set in its place.</value>
    public string? Token { get; set; }

    /// <summary>Gets or sets the SHA-256 of the token's UTF-8 bytes in hexadecimal digits, so that no configuration holds the token itself.</summary>
    /// <value>The default is <see langword="null"/>: <see cref="Token"/> is set in its place.</value>
    public string? TokenHash { get; set; }

    /// <summary>Gets or sets the name under which stored answers are shared with other clients who have the same.</summary>
    /// <value>The default is <see langword="null"/>: the client's name, shared with nobody.</value>
    public string? Scope { get; set; }

    /// <summary>Gets or sets how many calls the client may make in a minute, stored answers included.</summary>
    /// <value>The default is <see langword="null"/>: as many as the gateway takes.</value>
    public int? RequestsPerMinute { get; set; }

    /// <summary>Gets or sets how many calls of the client may be under way at one time.</summary>
    /// <value>The default is <see langword="null"/>: as many as the gateway takes.</value>
    public int? MaxConcurrency { get; set; }

    /// <summary>Gets or sets how much the client may spend in a period, in USD; a call for which there is no room is answered 402.</summary>
    /// <value>The default is <see langword="null"/>: as much as the gateway's key.</value>
    /// <remarks>
    /// Stored answers are free, and batches are not counted. The budget is called <c>gateway/NAME</c> and holds for the client's scope, so clients who have
    /// one scope spend of each other's. Budgets are read once, when the host starts.
    /// </remarks>
    public decimal? BudgetUsd { get; set; }

    /// <summary>Gets or sets how often the client's budget begins anew.</summary>
    /// <value>The default is <see cref="BudgetPeriod.Month"/>.</value>
    public BudgetPeriod BudgetPeriod { get; set; } = BudgetPeriod.Month;

    /// <summary>Gets or sets a value indicating whether a call reserves the most that it should cost, so that the budget is never passed.</summary>
    /// <value>The default is <see langword="false"/>: it reserves what such calls cost so far.</value>
    public bool IsBudgetStrict { get; set; }

    /// <summary>Gets or sets a value indicating whether the client may use batches.</summary>
    /// <value>The default is <see langword="false"/>: the API shows the batches of one key, and their answers, to everyone who calls on that key.</value>
    public bool AllowBatches { get; set; }
}
