using System.Net.Http.Headers;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>The body that is sent in place of the caller's, with the caller's headers but for what counted its bytes.</summary>
internal static class RedactedContent
{
    public static HttpContent Of(ReadOnlyMemory<byte> body, HttpContentHeaders headers)
    {
        var content = new ReadOnlyMemoryContent(body);
        foreach (var (name, value) in headers.NonValidated)
        {
            if (!name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
            {
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return content;
    }
}
