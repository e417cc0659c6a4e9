namespace PromptCaching.CacheControl;

/// <summary>Controls the breakpoints that are added to requests. Bound from <c>Claude:CacheControl</c>.</summary>
public sealed class CacheControlOptions
{
    /// <summary>Gets or sets a value indicating whether requests are looked at; if not, they go out as they are and nothing is learned.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how the places of breakpoints are chosen.</summary>
    /// <value>The default is <see cref="CacheControlPlacement.Learned"/>.</value>
    public CacheControlPlacement Placement { get; set; }

    /// <summary>Gets or sets a value indicating whether breakpoints are only planned and reported, and requests go out as they are.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Shadow { get; set; }

    /// <summary>Gets or sets the share of conversations that get breakpoints, from 0 to 1; the others go out as they are.</summary>
    /// <value>The default is 1.</value>
    /// <remarks>
    /// The first message decides: a conversation stays on its side from its first turn to its last, in every process.
    /// <see cref="CallReport.Arm"/> tells the sides apart.
    /// </remarks>
    public double TreatedShare { get; set; } = 1;

    /// <summary>Gets or sets a value indicating whether breakpoints of five minutes may be added.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool AllowFiveMinutes { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether breakpoints of one hour may be added where the caller has none behind them.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    /// <remarks>In front of a caller's breakpoint of one hour there can be no other; those tokens are written for an hour anyway.</remarks>
    public bool AllowOneHour { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether breakpoints may be added to tools.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool MarkTools { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether breakpoints may be added to the system prompt.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool MarkSystem { get; set; } = true;

    /// <summary>Gets or sets a value indicating whether breakpoints may be added to messages.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool MarkMessages { get; set; } = true;

    /// <summary>Gets or sets the shortest cacheable prefix of single models, in tokens, by model id as requests say it; it overrides the catalog.</summary>
    /// <value>The default is empty.</value>
    public IDictionary<string, int> MinTokens { get; set; } = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Gets or sets the shortest cacheable prefix that is assumed for models the catalog does not know, in tokens.</summary>
    /// <value>The default is 1,024.</value>
    public int DefaultMinTokens { get; set; } = 1024;

    /// <summary>
    /// Gets or sets a value indicating whether each request asks the API itself why it missed the prompt cache; its word joins the verdict.
    /// Switch it on for the Claude API alone: the same API on other platforms refuses the field.
    /// </summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool SendDiagnostics { get; set; }

    /// <summary>Gets or sets where requests end up.</summary>
    /// <value>The default is <see cref="ClaudePlatform.ClaudeApi"/>.</value>
    public ClaudePlatform Platform { get; set; }

    /// <summary>Gets or sets a value indicating whether tools are sent in the ordinal order of their names, whatever order the caller gives them.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    /// <remarks>
    /// The order is a function of the request alone, so it is the same from a conversation's first request on. Switch it on between conversations: models
    /// that bind thinking to the exact prefix refuse a history whose tools moved. Tools stay where they are when one of them has a breakpoint of the
    /// caller or no name, and when two have the same name.
    /// </remarks>
    public bool SortTools { get; set; }

    /// <summary>Gets or sets a value indicating whether the keys of objects inside the input schemas of custom tools are sent in ordinal order.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    /// <remarks>
    /// The order is a function of the request alone, so it is the same from a conversation's first request on. Switch it on between conversations: models
    /// that bind thinking to the exact prefix refuse a history whose tools changed. Values under <c>enum</c>, <c>const</c>, <c>default</c> and
    /// <c>examples</c> stay as they are, and so does the order of an object that has a key twice.
    /// </remarks>
    public bool SortSchemaKeys { get; set; }
}
