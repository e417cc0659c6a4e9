using System.Net.Http.Headers;

namespace PromptCaching.Http;

/// <summary>Reads single values from headers.</summary>
internal static class HeaderExtensions
{
    public static string? Find(this HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
