using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Messages;

/// <summary>
/// A tool that the model may use: the caller's own, one whose schema Anthropic defines, one that Anthropic runs, or a whole toolset.
/// What only some kinds have says so.
/// </summary>
[JsonConverter(typeof(WireConverter<Tool>))]
public sealed partial record Tool : WireObject, IWireType<Tool>
{
    /// <summary>Gets the kind, such as <c>web_search_20260318</c>.</summary>
    /// <value><see langword="null"/> for a tool of the caller's own.</value>
    public string? Type { get; init; }

    /// <summary>Gets the name: letters, digits, <c>_</c> and <c>-</c>, at most 128. Tools that Anthropic defines have fixed ones.</summary>
    public string? Name { get; init; }

    /// <summary>Gets what the tool does and when to use it.</summary>
    public string? Description { get; init; }

    /// <summary>Gets the JSON schema of the input. Its keys keep their order, which the prompt cache depends on.</summary>
    /// <value><see langword="null"/> for tools that Anthropic defines.</value>
    public JsonElement? InputSchema { get; init; }

    /// <summary>Gets the marker that ends a cached prefix after this tool. A deferred tool may not have one.</summary>
    public CacheControl? CacheControl { get; init; }

    /// <summary>Gets whether the model sees the tool only once a tool search has found it.</summary>
    /// <value><see langword="null"/> leaves it to the API: no.</value>
    public bool? DeferLoading { get; init; }

    /// <summary>Gets whether inputs are guaranteed to match the schema.</summary>
    /// <value><see langword="null"/> leaves it to the API: no.</value>
    public bool? Strict { get; init; }

    /// <summary>Gets whether the input streams as it is written, unchecked: it may be cut or no JSON.</summary>
    /// <value><see langword="null"/> leaves it to the API: no.</value>
    public bool? EagerInputStreaming { get; init; }

    /// <summary>Gets examples of inputs.</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<JsonElement>? InputExamples { get; init; }

    /// <summary>Gets who may use the tool: <c>direct</c>, <c>code_execution_20260521</c> and their like.</summary>
    /// <value><see langword="null"/> leaves it to the API: the model itself.</value>
    public IReadOnlyList<string>? AllowedCallers { get; init; }

    /// <summary>Gets how often a request may use the tool (web search, web fetch, advisor).</summary>
    /// <value><see langword="null"/> for no limit.</value>
    public int? MaxUses { get; init; }

    /// <summary>Gets the only domains that may be asked (web search, web fetch).</summary>
    /// <value><see langword="null"/> for all.</value>
    public IReadOnlyList<string>? AllowedDomains { get; init; }

    /// <summary>Gets domains that may not be asked (web search, web fetch).</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<string>? BlockedDomains { get; init; }

    /// <summary>Gets where the person is for whom the web is searched.</summary>
    /// <value><see langword="null"/> for anywhere.</value>
    public UserLocation? UserLocation { get; init; }

    /// <summary>Gets whether results stand in the answer: <c>full</c> or <c>excluded</c> (web search, web fetch).</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public string? ResponseInclusion { get; init; }

    /// <summary>Gets whether answers cite what was fetched (web fetch).</summary>
    /// <value><see langword="null"/> leaves it to the API: no.</value>
    public CitationSettings? Citations { get; init; }

    /// <summary>Gets the most tokens of a fetched page (web fetch).</summary>
    /// <value><see langword="null"/> for no limit.</value>
    public int? MaxContentTokens { get; init; }

    /// <summary>Gets whether a page may come from a cache (web fetch).</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public bool? UseCache { get; init; }

    /// <summary>Gets the most characters of a file that is viewed (text editor).</summary>
    /// <value><see langword="null"/> for no limit.</value>
    public int? MaxCharacters { get; init; }

    /// <summary>Gets the width of the screen, in pixels (computer use).</summary>
    public int? DisplayWidthPx { get; init; }

    /// <summary>Gets the height of the screen, in pixels (computer use).</summary>
    public int? DisplayHeightPx { get; init; }

    /// <summary>Gets the number of the X11 display (computer use).</summary>
    /// <value><see langword="null"/> for none.</value>
    public int? DisplayNumber { get; init; }

    /// <summary>Gets the model that advises (advisor).</summary>
    public string? Model { get; init; }

    /// <summary>Gets the most tokens of an advice (advisor).</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public int? MaxTokens { get; init; }

    /// <summary>Gets whether what the advisor reads is cached (advisor).</summary>
    /// <value><see langword="null"/> for no caching.</value>
    public CacheControl? Caching { get; init; }

    /// <summary>Gets the server of an MCP toolset.</summary>
    public string? McpServerName { get; init; }

    /// <summary>Gets the settings of all tools of an MCP toolset.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public JsonElement? DefaultConfig { get; init; }

    /// <summary>Gets settings of single tools of a toolset.</summary>
    /// <value><see langword="null"/> for none.</value>
    public JsonElement? Configs { get; init; }

    /// <summary>Makes a tool of the caller's own.</summary>
    /// <param name="name">The name: letters, digits, <c>_</c> and <c>-</c>, at most 128.</param>
    /// <param name="description">What the tool does and when to use it.</param>
    /// <param name="inputSchema">The JSON schema of the input, as JSON text.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="JsonException">The schema is not JSON.</exception>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public static Tool Custom(string name, string description, string inputSchema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new Tool { Name = name, Description = description, InputSchema = WireJson.Parse(Encoding.UTF8.GetBytes(inputSchema)) };
    }

    static Tool IWireType<Tool>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new Tool
        {
            Type = fields.TakeString("type"u8),
            Name = fields.TakeString("name"u8),
            Description = fields.TakeString("description"u8),
            InputSchema = fields.TakeElement("input_schema"u8),
            CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
            DeferLoading = fields.TakeBoolean("defer_loading"u8),
            Strict = fields.TakeBoolean("strict"u8),
            EagerInputStreaming = fields.TakeBoolean("eager_input_streaming"u8),
            InputExamples = fields.TakeElements("input_examples"u8),
            AllowedCallers = fields.TakeStrings("allowed_callers"u8),
            MaxUses = fields.TakeInt32("max_uses"u8),
            AllowedDomains = fields.TakeStrings("allowed_domains"u8),
            BlockedDomains = fields.TakeStrings("blocked_domains"u8),
            UserLocation = fields.TakeObject<UserLocation>("user_location"u8),
            ResponseInclusion = fields.TakeString("response_inclusion"u8),
            Citations = fields.TakeObject<CitationSettings>("citations"u8),
            MaxContentTokens = fields.TakeInt32("max_content_tokens"u8),
            UseCache = fields.TakeBoolean("use_cache"u8),
            MaxCharacters = fields.TakeInt32("max_characters"u8),
            DisplayWidthPx = fields.TakeInt32("display_width_px"u8),
            DisplayHeightPx = fields.TakeInt32("display_height_px"u8),
            DisplayNumber = fields.TakeInt32("display_number"u8),
            Model = fields.TakeString("model"u8),
            MaxTokens = fields.TakeInt32("max_tokens"u8),
            Caching = fields.TakeObject<CacheControl>("caching"u8),
            McpServerName = fields.TakeString("mcp_server_name"u8),
            DefaultConfig = fields.TakeElement("default_config"u8),
            Configs = fields.TakeElement("configs"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("type"u8, Type);
        fields.String("name"u8, Name);
        fields.String("description"u8, Description);
        fields.Element("input_schema"u8, InputSchema);
        fields.Object("cache_control"u8, CacheControl);
        fields.Boolean("defer_loading"u8, DeferLoading);
        fields.Boolean("strict"u8, Strict);
        fields.Boolean("eager_input_streaming"u8, EagerInputStreaming);
        fields.Elements("input_examples"u8, InputExamples);
        fields.Strings("allowed_callers"u8, AllowedCallers);
        fields.Number("max_uses"u8, MaxUses);
        fields.Strings("allowed_domains"u8, AllowedDomains);
        fields.Strings("blocked_domains"u8, BlockedDomains);
        fields.Object("user_location"u8, UserLocation);
        fields.String("response_inclusion"u8, ResponseInclusion);
        fields.Object("citations"u8, Citations);
        fields.Number("max_content_tokens"u8, MaxContentTokens);
        fields.Boolean("use_cache"u8, UseCache);
        fields.Number("max_characters"u8, MaxCharacters);
        fields.Number("display_width_px"u8, DisplayWidthPx);
        fields.Number("display_height_px"u8, DisplayHeightPx);
        fields.Number("display_number"u8, DisplayNumber);
        fields.String("model"u8, Model);
        fields.Number("max_tokens"u8, MaxTokens);
        fields.Object("caching"u8, Caching);
        fields.String("mcp_server_name"u8, McpServerName);
        fields.Element("default_config"u8, DefaultConfig);
        fields.Element("configs"u8, Configs);
    }
}
