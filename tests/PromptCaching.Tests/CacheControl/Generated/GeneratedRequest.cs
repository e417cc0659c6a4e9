using System.Text;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>One valid request of a session.</summary>
/// <param name="Pause">How long after the one before it is sent.</param>
/// <param name="Version">The version of the API.</param>
/// <param name="Betas">The betas that are asked for.</param>
/// <param name="Body">The bytes.</param>
internal sealed record GeneratedRequest(TimeSpan Pause, string Version, string? Betas, byte[] Body)
{
    /// <summary>Gets the query of the address, with its question mark.</summary>
    public string Query { get; init; } = "";

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com/v1/messages" + Query)
        {
            Content = new ByteArrayContent(Body) { Headers = { ContentType = new("application/json") } },
        };
        message.Headers.TryAddWithoutValidation("x-api-key", "key");
        message.Headers.TryAddWithoutValidation("anthropic-version", Version);
        if (Betas is not null)
        {
            message.Headers.TryAddWithoutValidation("anthropic-beta", Betas);
        }

        return message;
    }

    public override string ToString() => $"after {Pause}, version {Version}, betas {Betas ?? "none"}:\n{Encoding.UTF8.GetString(Body)}";
}
