using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Settings;

namespace PromptCaching.Messages;

/// <summary>What is asked of the model. Fields that this version does not know go into the extra fields.</summary>
/// <remarks>Whether the answer is streamed is decided by the method that sends the request, not by the request.</remarks>
[JsonConverter(typeof(WireConverter<MessageRequest>))]
public sealed record MessageRequest : WireObject, IWireType<MessageRequest>
{
    /// <summary>Gets the model.</summary>
    /// <value><see langword="null"/> takes the client's default.</value>
    public string? Model { get; init; }

    /// <summary>Gets the most tokens the answer may have; 0 only warms the prompt cache.</summary>
    /// <value><see langword="null"/> takes the client's default.</value>
    public int? MaxTokens { get; init; }

    /// <summary>Gets the conversation, oldest turn first; at most 100,000 turns.</summary>
    public IReadOnlyList<InputMessage> Messages { get; init; } = [];

    /// <summary>Gets the system prompt: text, or text blocks.</summary>
    /// <value><see langword="null"/> for none.</value>
    public MessageContent? System { get; init; }

    /// <summary>Gets the tools. They stand first in the prompt, so a change misses the whole prompt cache.</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<Tool>? Tools { get; init; }

    /// <summary>Gets whether the model may, must or must not use a tool.</summary>
    /// <value><see langword="null"/> leaves it to the API: the model decides.</value>
    public ToolChoice? ToolChoice { get; init; }

    /// <summary>Gets whether and how the model thinks.</summary>
    /// <value><see langword="null"/> leaves it to the model.</value>
    public ThinkingConfiguration? Thinking { get; init; }

    /// <summary>Gets the randomness, from 0 to 1. Version 2026-10-21 and the newest models refuse it.</summary>
    /// <value><see langword="null"/> leaves it to the API: 1.</value>
    public double? Temperature { get => SpelledTemperature?.Value; init => SpelledTemperature = WireNumber.From(value); }

    /// <summary>Gets the probability mass that tokens are drawn from, from 0 to 1. Refused where the temperature is.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public double? TopP { get => SpelledTopP?.Value; init => SpelledTopP = WireNumber.From(value); }

    /// <summary>Gets how many of the likeliest tokens are drawn from. Refused where the temperature is.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public int? TopK { get; init; }

    /// <summary>Gets texts at which the model stops.</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<string>? StopSequences { get; init; }

    /// <summary>Gets what the request tells about its sender.</summary>
    /// <value><see langword="null"/> for nothing.</value>
    public RequestMetadata? Metadata { get; init; }

    /// <summary>Gets the capacity that the request may use.</summary>
    /// <value><see langword="null"/> leaves it to the API: <see cref="ServiceTier.Auto"/>.</value>
    public ServiceTier? ServiceTier { get; init; }

    /// <summary>Gets the marker that the API itself puts on the last block that can carry one (automatic caching).</summary>
    /// <value><see langword="null"/> for none. It counts as one of the four markers.</value>
    public CacheControl? CacheControl { get; init; }

    /// <summary>Gets how much effort the answer gets, and which form it has.</summary>
    /// <value><see langword="null"/> leaves it to the API.</value>
    public OutputConfiguration? OutputConfig { get; init; }

    /// <summary>Gets the container in which code is run.</summary>
    /// <value><see langword="null"/> for a new one where code is run.</value>
    public RequestContainer? Container { get; init; }

    /// <summary>Gets where the answer is made: <c>us</c> or <c>global</c>; models from 4.6 on.</summary>
    /// <value><see langword="null"/> leaves it to the workspace.</value>
    public string? InferenceGeo { get; init; }

    /// <summary>Gets the speed: <c>standard</c> or <c>fast</c>, which costs more.</summary>
    /// <value><see langword="null"/> leaves it to the API: standard.</value>
    public string? Speed { get; init; }

    /// <summary>Gets whether the API says why the prompt cache missed; the Claude API only.</summary>
    /// <value><see langword="null"/> for no.</value>
    public RequestDiagnostics? Diagnostics { get; init; }

    /// <summary>Gets how the API shortens a long conversation by itself (beta).</summary>
    /// <value><see langword="null"/> for not at all.</value>
    public ContextManagement? ContextManagement { get; init; }

    /// <summary>Gets compaction on demand (beta <c>compact-2026-09-04</c>).</summary>
    /// <value><see langword="null"/> for none.</value>
    public JsonElement? Compaction { get; init; }

    /// <summary>Gets the servers whose tools the API itself uses (beta).</summary>
    /// <value><see langword="null"/> for none.</value>
    public IReadOnlyList<McpServer>? McpServers { get; init; }

    /// <summary>Gets who answers when the model refuses (beta).</summary>
    /// <value><see langword="null"/> for nobody.</value>
    public RefusalFallbacks? Fallbacks { get; init; }

    /// <summary>Gets what a refusal gave for having its cache writes billed as reads (beta).</summary>
    /// <value><see langword="null"/> for none.</value>
    public FallbackCreditToken? FallbackCreditToken { get; init; }

    /// <summary>Gets the profile of the user for whom the answer is.</summary>
    /// <value><see langword="null"/> for none.</value>
    public string? UserProfileId { get; init; }

    /// <summary>Gets the betas that the request asks for, sent as <c>anthropic-beta</c>; see <see cref="ClaudeBetas"/>.</summary>
    /// <value>Empty takes those of the client's options.</value>
    [JsonIgnore]
    public IReadOnlyList<string> Betas { get; init; } = [];

    internal WireNumber? SpelledTemperature { get; init; }

    internal WireNumber? SpelledTopP { get; init; }

    /// <summary>Makes a request of one question.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="system">The system prompt; <see langword="null"/> for none.</param>
    /// <returns>The request; model and most tokens are for the caller to set, or left to the client.</returns>
    public static MessageRequest From(string prompt, string? system = null) =>
        new() { Messages = [InputMessage.User(prompt)], System = system is null ? null : MessageContent.FromText(system) };

    /// <summary>Makes a request of one question that holds more than text, such as a picture or a document.</summary>
    /// <param name="question">The question.</param>
    /// <param name="system">The system prompt; <see langword="null"/> for none.</param>
    /// <returns>The request; model and most tokens are for the caller to set, or left to the client.</returns>
    public static MessageRequest From(MessageContent question, MessageContent? system = null) =>
        new() { Messages = [InputMessage.User(question)], System = system };

    /// <summary>Reads a request.</summary>
    /// <param name="utf8Json">The body of the request.</param>
    /// <returns>The request; what this version does not know, and the field <c>stream</c>, is among the extra fields.</returns>
    /// <exception cref="JsonException">The text is not one JSON object.</exception>
    public static MessageRequest Parse(ReadOnlySpan<byte> utf8Json) => WireJson.Parse<MessageRequest>(utf8Json);

    /// <summary>Writes the request as a body of the API, for what takes bodies: the lint, the planner, a log of your own.</summary>
    /// <returns>JSON in UTF-8. What the client fills in, such as its default model, is missing where the request leaves it unset.</returns>
    public byte[] ToUtf8Bytes() => ToUtf8Bytes(stream: null);

    internal byte[] ToUtf8Bytes(bool? stream) => WireJson.ToUtf8Bytes(writer => Write(writer, stream));

    internal void Write(Utf8JsonWriter writer, bool? stream)
    {
        writer.WriteStartObject();
        var fields = new FieldWriter(writer, ExtraFields);
        fields.Boolean("stream"u8, stream);
        WriteFields(fields);
        fields.WriteExtra();
        writer.WriteEndObject();
    }

    static MessageRequest IWireType<MessageRequest>.Read(JsonElement json)
    {
        var fields = new JsonFields(json);
        return new MessageRequest
        {
            Model = fields.TakeString("model"u8),
            MaxTokens = fields.TakeInt32("max_tokens"u8),
            Messages = fields.TakeList<InputMessage>("messages"u8) ?? Unset<InputMessage>.List,
            System = fields.TakeContent("system"u8),
            Tools = fields.TakeList<Tool>("tools"u8),
            ToolChoice = fields.TakeObject<ToolChoice>("tool_choice"u8),
            Thinking = fields.TakeObject<ThinkingConfiguration>("thinking"u8),
            SpelledTemperature = fields.TakeNumber("temperature"u8),
            SpelledTopP = fields.TakeNumber("top_p"u8),
            TopK = fields.TakeInt32("top_k"u8),
            StopSequences = fields.TakeStrings("stop_sequences"u8),
            Metadata = fields.TakeObject<RequestMetadata>("metadata"u8),
            ServiceTier = PromptCaching.Messages.ServiceTier.From(fields.TakeString("service_tier"u8)),
            CacheControl = fields.TakeObject<CacheControl>("cache_control"u8),
            OutputConfig = fields.TakeObject<OutputConfiguration>("output_config"u8),
            Container = fields.TakeEither<RequestContainer>("container"u8, RequestContainer.TryRead),
            InferenceGeo = fields.TakeString("inference_geo"u8),
            Speed = fields.TakeString("speed"u8),
            Diagnostics = fields.TakeObject<RequestDiagnostics>("diagnostics"u8),
            ContextManagement = fields.TakeObject<ContextManagement>("context_management"u8),
            Compaction = fields.TakeElement("compaction"u8),
            McpServers = fields.TakeList<McpServer>("mcp_servers"u8),
            Fallbacks = fields.TakeEither<RefusalFallbacks>("fallbacks"u8, RefusalFallbacks.TryRead),
            FallbackCreditToken = fields.TakeEither<FallbackCreditToken>("fallback_credit_token"u8, FallbackCreditToken.TryRead),
            UserProfileId = fields.TakeString("user_profile_id"u8),
            ExtraFields = fields.Rest(),
        };
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        fields.String("model"u8, Model);
        fields.Number("max_tokens"u8, MaxTokens);
        fields.List("tools"u8, Tools);
        fields.Content("system"u8, System);
        fields.List("messages"u8, Unset<InputMessage>.AsNull(Messages));
        fields.Object("tool_choice"u8, ToolChoice);
        fields.Object("thinking"u8, Thinking);
        fields.Number("temperature"u8, SpelledTemperature);
        fields.Number("top_p"u8, SpelledTopP);
        fields.Number("top_k"u8, TopK);
        fields.Strings("stop_sequences"u8, StopSequences);
        fields.Object("metadata"u8, Metadata);
        fields.String("service_tier"u8, ServiceTier?.Value);
        fields.Object("cache_control"u8, CacheControl);
        fields.Object("output_config"u8, OutputConfig);
        fields.Object("container"u8, Container);
        fields.String("inference_geo"u8, InferenceGeo);
        fields.String("speed"u8, Speed);
        fields.Object("diagnostics"u8, Diagnostics);
        fields.Object("context_management"u8, ContextManagement);
        fields.Element("compaction"u8, Compaction);
        fields.List("mcp_servers"u8, McpServers);
        fields.Object("fallbacks"u8, Fallbacks);
        fields.Object("fallback_credit_token"u8, FallbackCreditToken);
        fields.String("user_profile_id"u8, UserProfileId);
    }
}
