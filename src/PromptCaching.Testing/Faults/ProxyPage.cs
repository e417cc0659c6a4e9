using System.Text;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>What stands between the client and the API answers in its own words, which are no JSON.</summary>
internal sealed record ProxyPage(int Status, string ContentType, string Body)
{
    public const string Html = "text/html; charset=utf-8";

    public static ProxyPage TooLarge { get; } = OfHtml(413, "Payload Too Large");

    public static ProxyPage BadGateway { get; } = OfHtml(502, "Bad Gateway");

    public static ProxyPage Unavailable { get; } = new(503, "text/plain", "upstream connect error or disconnect/reset before headers");

    public Reply ToReply() => new() { Status = Status, ContentType = ContentType, Frames = [Encoding.UTF8.GetBytes(Body)] };

    private static ProxyPage OfHtml(int status, string title) =>
        new(status, Html, $"<html>\n<head><title>{status} {title}</title></head>\n<body>\n<h1>{status} {title}</h1>\n</body>\n</html>\n");
}
