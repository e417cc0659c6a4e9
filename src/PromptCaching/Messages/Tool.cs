using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>
/// A tool that the model may use: the caller's own, one that Anthropic runs, or a whole toolset. What only some kinds have, such as
/// <c>max_uses</c>, goes into the extra fields.
/// </summary>
[JsonConverter(typeof(WireConverter<Tool>))]
public sealed record Tool : WireObject, IWireType<Tool>
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

    /// <summary>Makes a tool of the caller's own.</summary>
    /// <param name="name">The name: letters, digits, <c>_</c> and <c>-</c>, at most 128.</param>
    /// <param name="description">What the tool does and when to use it.</param>
    /// <param name="inputSchema">The JSON schema of the input, as JSON text.</param>
    /// <returns>The tool.</returns>
    /// <exception cref="JsonException">The schema is not JSON.</exception>
    public static Tool Custom(string name, string description, string inputSchema)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        using var schema = JsonDocument.Parse(inputSchema);
        return new Tool { Name = name, Description = description, InputSchema = schema.RootElement.Clone() };
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
    }
}
