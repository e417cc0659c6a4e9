using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages.Batches;

/// <summary>What became of one request of a batch. A kind that this version does not know is an <see cref="UnknownOutcome"/>.</summary>
[JsonConverter(typeof(WireConverter<BatchOutcome>))]
public abstract record BatchOutcome : WireObject, IWireType<BatchOutcome>
{
    private protected BatchOutcome()
    {
    }

    /// <summary>Gets the value of the field <c>type</c>, such as <c>succeeded</c>.</summary>
    public abstract string Type { get; }

    [SuppressMessage("Design", "CA1033", Justification = "Nobody outside can derive from it.")]
    static BatchOutcome IWireType<BatchOutcome>.Read(JsonElement json)
    {
        BatchOutcome? known = WireJson.TypeOf(json) switch
        {
            SucceededOutcome.TypeName => SucceededOutcome.TryRead(json),
            ErroredOutcome.TypeName => ErroredOutcome.TryRead(json),
            CanceledOutcome.TypeName => CanceledOutcome.Read(json),
            ExpiredOutcome.TypeName => ExpiredOutcome.Read(json),
            _ => null,
        };
        return known ?? new UnknownOutcome(json);
    }

    private protected static IReadOnlyDictionary<string, JsonElement> RestOf(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.Rest();
    }

    private protected override void WriteFields(FieldWriter fields) => fields.String("type"u8, Type);
}

/// <summary>The request was answered.</summary>
/// <param name="Message">The answer; its report tells what it cost, at batch prices.</param>
[JsonConverter(typeof(WireConverter<BatchOutcome>))]
public sealed record SucceededOutcome(Message Message) : BatchOutcome
{
    internal const string TypeName = "succeeded";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static SucceededOutcome? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeObject<Message>("message"u8) is { } message ? new SucceededOutcome(message) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Object("message"u8, Message);
    }
}

/// <summary>The API refused the request, or failed to answer it. Nothing is billed.</summary>
/// <param name="Error">The whole error, as the body of an error response has it.</param>
[JsonConverter(typeof(WireConverter<BatchOutcome>))]
public sealed record ErroredOutcome(JsonElement Error) : BatchOutcome
{
    internal const string TypeName = "errored";

    /// <inheritdoc />
    public override string Type => TypeName;

    /// <summary>Gets the kind of error, such as <c>invalid_request_error</c>.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    [JsonIgnore]
    public string? ErrorKind => Text("type");

    /// <summary>Gets what the API says about it.</summary>
    /// <value><see langword="null"/> when the API did not say.</value>
    [JsonIgnore]
    public string? ErrorMessage => Text("message");

    internal static ErroredOutcome? TryRead(JsonElement json)
    {
        var fields = new JsonFields(json);
        fields.TakeString("type"u8);
        return fields.TakeElement("error"u8) is { } error ? new ErroredOutcome(error) { ExtraFields = fields.Rest() } : null;
    }

    private protected override void WriteFields(FieldWriter fields)
    {
        base.WriteFields(fields);
        fields.Element("error"u8, Error);
    }

    private string? Text(string name) =>
        Error.ValueKind == JsonValueKind.Object && Error.TryGetProperty("error", out var inner)
        && inner.ValueKind == JsonValueKind.Object && inner.TryGetProperty(name, out var value)
            ? WireJson.AsString(value)
            : null;
}

/// <summary>The batch was canceled before the request was reached.</summary>
[JsonConverter(typeof(WireConverter<BatchOutcome>))]
public sealed record CanceledOutcome : BatchOutcome
{
    internal const string TypeName = "canceled";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static CanceledOutcome Read(JsonElement json) => new() { ExtraFields = RestOf(json) };
}

/// <summary>The batch's day was over before the request was reached.</summary>
[JsonConverter(typeof(WireConverter<BatchOutcome>))]
public sealed record ExpiredOutcome : BatchOutcome
{
    internal const string TypeName = "expired";

    /// <inheritdoc />
    public override string Type => TypeName;

    internal static ExpiredOutcome Read(JsonElement json) => new() { ExtraFields = RestOf(json) };
}

/// <summary>A result of a kind that this version has no type for.</summary>
/// <param name="Json">The result as it came.</param>
[JsonConverter(typeof(WireConverter<BatchOutcome>))]
public sealed record UnknownOutcome(JsonElement Json) : BatchOutcome
{
    /// <inheritdoc />
    public override string Type => WireJson.TypeOf(Json) ?? "";

    internal override void Write(Utf8JsonWriter writer) => UnknownJson.Write(writer, Json, ExtraFields);
}
