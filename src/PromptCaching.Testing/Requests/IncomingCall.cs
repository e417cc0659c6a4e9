using System.Text.Json;
using System.Text.Unicode;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>One request as it arrived: nothing of it is judged yet.</summary>
internal sealed class IncomingCall
{
    public IncomingCall(RequestHead head, Arrival arrival, byte[] body)
    {
        Head = head;
        Number = arrival.Number;
        StartedAt = arrival.At;
        Refusal = arrival.Refusal;
        Body = body;
        Json = TryParse(body);
    }

    public RequestHead Head { get; }

    public long Number { get; }

    public string Method => Head.Method;

    public string Path => Head.Path;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers => Head.Headers;

    public byte[] Body { get; }

    public JsonElement? Json { get; }

    public DateTimeOffset StartedAt { get; }

    /// <summary>Gets the reason to refuse the call before anything of it is read.</summary>
    public ApiError? Refusal { get; }

    /// <summary>Gets a value indicating whether this is one request of a batch, and not a call of its own.</summary>
    public bool IsBatchItem => CustomId is not null;

    /// <summary>Gets the name of a request inside a batch.</summary>
    public string? CustomId { get; init; }

    public string? ParseError { get; private set; }

    public string? Header(string name) => Head.Header(name);

    private JsonElement? TryParse(byte[] body)
    {
        try
        {
            ReadEveryText(body);
            return Wire.Json.Parse(body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            ParseError = exception.Message;
            return null;
        }
    }

    /// <summary>Half a surrogate pair and bytes that are not UTF-8 pass a parser that has not looked at the text yet.</summary>
    private static void ReadEveryText(byte[] body)
    {
        if (!Utf8.IsValid(body))
        {
            throw new JsonException("The body is not UTF-8.");
        }

        var reader = new Utf8JsonReader(body);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            {
                reader.GetString();
            }
        }
    }
}
