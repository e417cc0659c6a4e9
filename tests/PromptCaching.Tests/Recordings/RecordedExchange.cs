using System.Globalization;
using System.Text.Json;

namespace PromptCaching.Tests.Recordings;

/// <summary>One line of a file of recorded exchanges: a request of another project's test and what the API answered.</summary>
internal sealed record RecordedExchange
{
    public required string Source { get; init; }

    /// <summary>Gets the path without its query; null where only the answer was recorded.</summary>
    public string? Path { get; init; }

    /// <summary>Gets the query of the path, with its question mark.</summary>
    public string Query { get; init; } = "";

    public int Status { get; init; }

    public bool IsStream { get; init; }

    /// <summary>Gets the body of the request; undefined where there was none or it was not JSON.</summary>
    public JsonElement RequestBody { get; init; }

    public IReadOnlyDictionary<string, string> RequestHeaders { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> ResponseHeaders { get; init; } = new Dictionary<string, string>();

    public required string ResponseBody { get; init; }

    /// <summary>Gets a value indicating whether the body was written out again by the recorder, so that its bytes are not the API's.</summary>
    public bool ResponseBodyReserialized { get; init; }

    /// <summary>Gets the counters of the answer as the recorder's reader understood them; undefined where there are none.</summary>
    public JsonElement Usage { get; init; }

    /// <summary>Gets when it was recorded: as the recorder says, else as the answer is dated; null where neither was kept.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>Gets where the request carried markers.</summary>
    public IReadOnlyList<string> Markers { get; init; } = [];

    public IReadOnlyList<string> BlockTypesInResponse { get; init; } = [];

    public bool HasMessagesInRequest => RequestBody.ValueKind == JsonValueKind.Object && RequestBody.TryGetProperty("messages", out _);

    public bool IsAnswer => Status == 200 && !IsStream && (Path is "/v1/messages" || (Path is null && IsMessage(ResponseBody)));

    public bool IsAnswerStream => Status == 200 && IsStream && Path is "/v1/messages" or null;

    public bool IsTokenCount => Status == 200 && Path is "/v1/messages/count_tokens";

    public static RecordedExchange Parse(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        var request = json.GetProperty("request_body");
        return new RecordedExchange
        {
            Source = json.GetProperty("source").GetString()!,
            Path = json.GetProperty("path").GetString()?.Split('?')[0],
            Query = json.GetProperty("path").GetString() is { } path && path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? path[at..] : "",
            Status = json.GetProperty("status").GetInt32(),
            IsStream = json.GetProperty("is_stream").GetBoolean(),
            RequestBody = request.ValueKind == JsonValueKind.Object ? request : default,
            RequestHeaders = Headers(json.GetProperty("request_headers")),
            ResponseHeaders = Headers(json.GetProperty("response_headers")),
            ResponseBody = json.GetProperty("response_body").GetString()!,
            Usage = json.GetProperty("usage") is { ValueKind: JsonValueKind.Object } usage ? usage : default,
            RecordedAt = When(json),
            Markers = Texts(json, "cache_control_at"),
            BlockTypesInResponse = Texts(json, "block_types_in_response"),
            ResponseBodyReserialized = json.GetProperty("response_body_reserialized").GetBoolean(),
        };
    }

    private static IReadOnlyList<string> Texts(JsonElement json, string name) => json.GetProperty(name) is { ValueKind: JsonValueKind.Array } texts
        ? [.. texts.EnumerateArray().Select(text => text.GetString()!)]
        : [];

    private static DateTimeOffset? When(JsonElement json)
    {
        var text = json.GetProperty("recorded_at") is { ValueKind: JsonValueKind.String } recorded ? recorded.GetString() : null;
        text ??= Headers(json.GetProperty("response_headers")).GetValueOrDefault("date");
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
    }

    private static Dictionary<string, string> Headers(JsonElement json)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var header in json.EnumerateObject())
        {
            headers[header.Name] = header.Value.ToString();
        }

        return headers;
    }

    private static bool IsMessage(string body)
    {
        using var document = JsonDocument.Parse(body);
        return document.RootElement.TryGetProperty("type", out var type) && type.ValueEquals("message");
    }
}
