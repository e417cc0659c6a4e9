using System.Text.Json;
using System.Text.Unicode;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Requests;

/// <summary>One request as it arrived: nothing of it is judged yet.</summary>
internal sealed class IncomingCall
{
    private IReadOnlyList<RequestBlock>? _blocks;
    private PromptSequence? _prompt;

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

    /// <summary>Gets the blocks of the body, listed once; none where it is no JSON.</summary>
    public IReadOnlyList<RequestBlock> Blocks => _blocks ??= RequestBlocks.Of(Json ?? default);

    public string? ParseError { get; private set; }

    public string? Header(string name) => Head.Header(name);

    /// <summary>The prompt that the body amounts to; read once, for whoever asks first.</summary>
    public PromptSequence Prompt(TokenCounting counting) => _prompt ??= PromptSequence.Read(Json!.Value, Blocks, counting);

    private JsonElement? TryParse(byte[] body)
    {
        try
        {
            // Not disposed: the elements live as long as the call, and nothing is copied.
            var json = JsonDocument.Parse(body).RootElement;
            ReadEveryText(body);
            return json;
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

        if (body.AsSpan().IndexOf("\\ud"u8) < 0 && body.AsSpan().IndexOf("\\uD"u8) < 0)
        {
            return;
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
