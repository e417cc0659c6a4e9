using System.Net.Http.Headers;

namespace PromptCaching.Bodies;

internal static class ContentHeaders
{
    private const string ContentLength = "Content-Length";

    /// <summary>Copies every header but the length, which each content computes for itself.</summary>
    public static void CopyTo(this HttpContentHeaders from, HttpContentHeaders to)
    {
        foreach (var header in from.NonValidated)
        {
            if (!header.Key.Equals(ContentLength, StringComparison.OrdinalIgnoreCase))
            {
                to.TryAddWithoutValidation(header.Key, header.Value);
            }
        }
    }
}
