using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>The page as it is served: one document whose style and script the browser takes by their hashes, and nothing else.</summary>
internal sealed class DashboardPage
{
    private readonly string _policy;

    public DashboardPage(string html)
    {
        // Browsers hash what they parse, and parsing makes every line end a line feed.
        Html = html.ReplaceLineEndings("\n");
        _policy = "default-src 'none'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + $"style-src '{HashOf("style")}'; script-src '{HashOf("script")}'";
    }

    public static DashboardPage Current { get; } = new(Read());

    public string Html { get; }

    public void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
    }

    private string HashOf(string element)
    {
        var start = Html.IndexOf($"<{element}>", StringComparison.Ordinal) + element.Length + 2;
        var text = Html[start..Html.IndexOf($"</{element}>", start, StringComparison.Ordinal)];
        return "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Read()
    {
        using var stream = typeof(DashboardPage).Assembly.GetManifestResourceStream("dashboard.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
