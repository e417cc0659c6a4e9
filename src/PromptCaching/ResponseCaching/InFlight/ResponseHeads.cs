namespace PromptCaching.ResponseCaching.InFlight;

/// <summary>Gives every caller a response of their own for one that came.</summary>
internal static class ResponseHeads
{
    /// <summary>Copies all but the content.</summary>
    public static HttpResponseMessage Copy(HttpResponseMessage response, HttpRequestMessage request)
    {
        var copy = new HttpResponseMessage(response.StatusCode)
        {
            RequestMessage = request,
            ReasonPhrase = response.ReasonPhrase,
            Version = response.Version,
        };
        foreach (var header in response.Headers.NonValidated)
        {
            copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return copy;
    }
}
