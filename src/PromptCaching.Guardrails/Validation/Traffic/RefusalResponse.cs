using System.Buffers;
using System.Net;
using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Traffic;

/// <summary>Says in the form of the API's errors that an answer is refused.</summary>
/// <remarks>
/// Clients repeat 408, 409, 429 and everything from 500 on. A 422 is repeated by none, and unlike a 400 it does not say that the request cannot be read.
/// </remarks>
internal static class RefusalResponse
{
    private const string ErrorType = "response_refused";

    public static HttpResponseMessage Of(HttpRequestMessage request, ResponseRefusedException refused)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            Write(writer, refused);
        }

        var response = new HttpResponseMessage(HttpStatusCode.UnprocessableEntity)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(body.WrittenSpan.ToArray()) { Headers = { ContentType = new("application/json") } },
        };
        response.Headers.Add(ValidationHeaders.ShouldRetry, "false");
        response.Headers.Add(ValidationHeaders.Outcome, ValidationHeaders.Of(ValidationOutcome.Refused));
        if (refused.RequestId is { } id)
        {
            response.Headers.TryAddWithoutValidation(ValidationHeaders.RequestId, id);
        }

        return response;
    }

    private static void Write(Utf8JsonWriter writer, ResponseRefusedException refused)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "error");
        writer.WriteStartObject("error");
        writer.WriteString("type", ErrorType);
        writer.WriteString("message", refused.Message);
        writer.WriteStartObject("details");
        writer.WriteString("error_code", ErrorType);
        writer.WriteStartArray("issues");
        foreach (var issue in refused.Issues)
        {
            writer.WriteStringValue(issue.Code);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteString("request_id", refused.RequestId);
        writer.WriteEndObject();
    }
}
