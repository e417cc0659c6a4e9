namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Leaves with an answer what it was sanitised with, for whoever puts text into it afterwards.</summary>
internal static class SanitisedAnswer
{
    private static readonly HttpRequestOptionsKey<HtmlSanitiser> _key = new("PromptCaching.Guardrails.SanitisedAnswer");

    public static void Mark(HttpResponseMessage response, HtmlSanitiser sanitiser) => response.RequestMessage!.Options.Set(_key, sanitiser);

    /// <returns><see langword="null"/> when nobody said that the answer is harmless.</returns>
    public static HtmlSanitiser? SanitiserOf(HttpResponseMessage response) =>
        response.RequestMessage?.Options.TryGetValue(_key, out var sanitiser) == true ? sanitiser : null;

    /// <summary>Requests may be sent again: what was said of one answer says nothing about the next.</summary>
    public static void Forget(HttpRequestMessage request) => ((IDictionary<string, object?>)request.Options).Remove(_key.Key);
}
