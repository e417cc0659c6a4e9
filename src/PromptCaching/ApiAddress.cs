namespace PromptCaching;

/// <summary>Joins the configured address and the path of an endpoint.</summary>
internal static class ApiAddress
{
    /// <summary>A base without a closing slash would lose its last segment, and people write the <c>/v1</c> that the path has already.</summary>
    public static Uri Of(Uri baseAddress, string path)
    {
        var text = baseAddress.AbsoluteUri.TrimEnd('/');
        text = text.EndsWith("/v1", StringComparison.Ordinal) ? text[..^"/v1".Length] : text;
        return new Uri(text + "/" + path);
    }
}
