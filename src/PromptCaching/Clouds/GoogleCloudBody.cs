using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Http;

namespace PromptCaching.Clouds;

/// <summary>A body of the plain API as Google Cloud takes it: the version stands where the model stood, every other byte is the caller's.</summary>
/// <param name="Model">The model as the cloud spells it; it goes into the address.</param>
/// <param name="IsStream">Whether the answer is streamed; the address says that too.</param>
/// <param name="Splices">What changes in the bytes.</param>
internal sealed record GoogleCloudBody(string Model, bool IsStream, IReadOnlyList<Splice> Splices)
{
    private const string Version = "\"anthropic_version\":\"vertex-2023-10-16\"";

    /// <exception cref="JsonException">The body is not one JSON object.</exception>
    /// <exception cref="FormatException">The body names no model, or more than one.</exception>
    public static GoogleCloudBody Of(ReadOnlySpan<byte> body, ClaudeEndpoint endpoint)
    {
        string? model = null;
        var (start, end, isStream) = (0, 0, false);
        var reader = new Utf8JsonReader(body, JsonSettings.Reader);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isModel, isStreamSwitch, from) = (reader.ValueTextEquals("model"u8), reader.ValueTextEquals("stream"u8), (int)reader.TokenStartIndex);
            reader.Read();
            if (isModel)
            {
                model = model is null && reader.TokenType == JsonTokenType.String
                    ? reader.GetString()!
                    : throw new FormatException("The body must name one model.");
                (start, end) = (from, (int)reader.BytesConsumed);
            }

            isStream = isStreamSwitch ? reader.TokenType == JsonTokenType.True : isStream;
            reader.Skip();
        }

        if (string.IsNullOrWhiteSpace(model))
        {
            throw new FormatException("The body names no model.");
        }

        var name = GoogleCloudModel.Of(model);
        return new GoogleCloudBody(name, isStream, [new Splice(start, InPlaceOfModel(name, endpoint), end - start)]);
    }

    /// <summary>The address of token counts says no model, so there it stays in the body.</summary>
    private static byte[] InPlaceOfModel(string model, ClaudeEndpoint endpoint) => Encoding.UTF8.GetBytes(
        endpoint == ClaudeEndpoint.CountTokens ? $"{Version},\"model\":\"{JsonEncodedText.Encode(model)}\"" : Version);
}
