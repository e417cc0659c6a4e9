using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Makes requests: some sound, most of them spoiled in one way, a few in several.</summary>
internal static class SpoiledRequest
{
    private const int TooLarge = (32 * 1024 * 1024) + 1;

    private static readonly string[] SettingsOfAnswers =
        ["max_tokens", "stream", "stop_sequences", "metadata", "temperature", "top_p", "top_k", "service_tier", "inference_geo", "diagnostics", "container"];

    public static HttpRequestMessage Sound(string body, string path = "/v1/messages")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com" + path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("x-api-key", "key");
        request.Headers.Add("anthropic-version", "2023-06-01");
        return request;
    }

    public static HttpRequestMessage Spoil(string body, Random chance)
    {
        var kind = chance.Next(10);
        var isCount = chance.Next(4) == 0;
        body = isCount ? WithoutSettingsOfAnswers(body) : body;
        var bytes = Encoding.UTF8.GetBytes(kind < 6 ? TreeDamage.Do(body, chance) : body);
        bytes = kind is 5 or 6 or 7 ? ByteDamage.Do(bytes, chance) : bytes;
        bytes = chance.Next(20_000) == 0 ? new byte[TooLarge] : bytes;
        var request = Sound("", isCount ? "/v1/messages/count_tokens" : "/v1/messages");
        request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (chance.Next(10) == 0)
        {
            request.Headers.Remove("anthropic-version");
            request.Headers.Add("anthropic-version", "2026-10-21");
        }

        if (kind >= 8 || chance.Next(20) == 0)
        {
            HeaderDamage.Do(request, chance);
        }

        if (chance.Next(200) == 0)
        {
            request.Content = null;
        }

        return request;
    }

    /// <summary>What can be counted: a count refuses all that has to do with the answer only.</summary>
    private static string WithoutSettingsOfAnswers(string body)
    {
        var counted = JsonNode.Parse(body)!.AsObject();
        foreach (var name in SettingsOfAnswers)
        {
            counted.Remove(name);
        }

        return counted.ToJsonString();
    }
}
