using System.Net;
using PromptCaching.Chaos.MalformedRequests;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>An answer as it was on the wire.</summary>
internal sealed record RawAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, byte[] Body, bool IsWhole)
{
    /// <summary>Gets a value indicating whether the emulator gave it, and not the web server in front of it.</summary>
    public bool IsOfEmulator => Header("request-id") is not null;

    public bool EndsConnection => Header("Connection") is { } connection && connection.Contains("close", StringComparison.OrdinalIgnoreCase);

    public string? Header(string name) =>
        Headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(static header => header.Value).FirstOrDefault();

    /// <summary>Says what is wrong with an error; null when nothing is.</summary>
    public string? Complaint(string method)
    {
        if (method == "HEAD")
        {
            return IsOfEmulator ? null : "no request-id";
        }

        using var response = new HttpResponseMessage((HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        foreach (var (name, value) in Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return ErrorShape.Complaint(response, Body);
    }
}
