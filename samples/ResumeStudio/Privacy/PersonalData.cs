using System.Text.Encodings.Web;
using System.Text.Json;
using PromptCaching.Guardrails.Redaction;

namespace ResumeStudio.Privacy;

/// <summary>
/// Takes personal data out of texts at the door. The chain does so too, but what is counted, embedded and cached here never comes to the chain.
/// </summary>
internal sealed class PersonalData(PiiRedactor redactor)
{
    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public RedactedTexts Redact(string user, string resume, string job)
    {
        // Both in one body, so that an address in both texts gets one placeholder.
        var redacted = redactor.Redact(BodyOf(resume, job));
        using var body = JsonDocument.Parse(redacted.Body);
        var messages = body.RootElement.GetProperty("messages").EnumerateArray();
        var contents = messages.Select(static message => message.GetProperty("content").GetString()!).ToArray();
        return new RedactedTexts(new StudioTexts(user, contents[0], contents[1]), redacted.RestoreText);
    }

    private static byte[] BodyOf(params ReadOnlySpan<string> texts)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, _writing))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("messages");
            foreach (var text in texts)
            {
                writer.WriteStartObject();
                writer.WriteString("role", "user");
                writer.WriteString("content", text);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return body.ToArray();
    }
}
