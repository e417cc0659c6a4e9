using PromptCaching.Http;

namespace PromptCaching.Clouds;

/// <summary>Where Google Cloud has the models of one project.</summary>
/// <param name="Project">The id of the project.</param>
/// <param name="Location">A region, a multi-region (<c>us</c>, <c>eu</c>) or <c>global</c>.</param>
internal sealed record GoogleCloudEndpoint(string Project, string Location)
{
    private const string PlainPath = "/v1/messages";

    /// <summary>Gets the address that takes the place of the API's.</summary>
    public Uri BaseAddress => new(Location switch
    {
        "global" => "https://aiplatform.googleapis.com/",
        "us" or "eu" => $"https://aiplatform.{Location}.rep.googleapis.com/",
        _ => $"https://{Location}-aiplatform.googleapis.com/",
    });

    /// <summary>Says the address that stands for one of the plain API; whatever stands before <c>/v1</c>, as a proxy's path, stays.</summary>
    public Uri AddressOf(Uri plain, ClaudeEndpoint endpoint, GoogleCloudBody body)
    {
        var before = plain.AbsolutePath[..plain.AbsolutePath.LastIndexOf(PlainPath, StringComparison.Ordinal)];
        var method = endpoint == ClaudeEndpoint.CountTokens ? "count-tokens:rawPredict"
            : Uri.EscapeDataString(body.Model).Replace("%40", "@", StringComparison.Ordinal) + (body.IsStream ? ":streamRawPredict" : ":rawPredict");
        return new Uri(
            plain.GetLeftPart(UriPartial.Authority) + before
            + $"/v1/projects/{Uri.EscapeDataString(Project)}/locations/{Location}/publishers/anthropic/models/{method}");
    }
}
