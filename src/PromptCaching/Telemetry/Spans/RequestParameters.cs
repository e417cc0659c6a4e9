using System.Text.Json;

namespace PromptCaching.Telemetry.Spans;

/// <summary>What a request says beside its prompt, for its span; read only while somebody listens.</summary>
internal sealed record RequestParameters
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 256 };

    public string? Model { get; private set; }

    public long? MaxTokens { get; private set; }

    public double? Temperature { get; private set; }

    public double? TopP { get; private set; }

    public long? TopK { get; private set; }

    public string[]? StopSequences { get; private set; }

    public bool IsStream { get; private set; }

    /// <returns><see langword="null"/> when the body is no JSON object; the API will say so, not we.</returns>
    public static RequestParameters? Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body.Span, Deep);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static RequestParameters Read(ref Utf8JsonReader reader)
    {
        var read = new RequestParameters();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            read.Note(name, ref reader);
            reader.Skip();
        }

        return read;
    }

    private void Note(ReadOnlySpan<byte> name, ref Utf8JsonReader value)
    {
        if (name.SequenceEqual("model"u8) && value.TokenType == JsonTokenType.String)
        {
            Model = value.GetString();
        }
        else if (name.SequenceEqual("stream"u8))
        {
            IsStream = value.TokenType == JsonTokenType.True;
        }
        else if (name.SequenceEqual("stop_sequences"u8) && value.TokenType == JsonTokenType.StartArray)
        {
            StopSequences = Texts(ref value);
        }
        else if (value.TokenType == JsonTokenType.Number)
        {
            NoteNumber(name, ref value);
        }
    }

    private void NoteNumber(ReadOnlySpan<byte> name, ref Utf8JsonReader value)
    {
        if (name.SequenceEqual("max_tokens"u8))
        {
            MaxTokens = value.TryGetInt64(out var number) ? number : null;
        }
        else if (name.SequenceEqual("top_k"u8))
        {
            TopK = value.TryGetInt64(out var number) ? number : null;
        }
        else if (name.SequenceEqual("temperature"u8))
        {
            Temperature = value.TryGetDouble(out var number) ? number : null;
        }
        else if (name.SequenceEqual("top_p"u8))
        {
            TopP = value.TryGetDouble(out var number) ? number : null;
        }
    }

    /// <summary>Reads on a copy: the reader itself stays where it stands.</summary>
    private static string[] Texts(ref Utf8JsonReader array)
    {
        var texts = new List<string>();
        var items = array;
        while (items.Read() && items.TokenType == JsonTokenType.String)
        {
            texts.Add(items.GetString()!);
        }

        return [.. texts];
    }
}
