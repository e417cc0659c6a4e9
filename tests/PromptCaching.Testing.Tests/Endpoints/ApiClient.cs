using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Endpoints;

/// <summary>Calls of the other endpoints, with the headers that each of them needs.</summary>
internal static class ApiClient
{
    public static async Task<(int Status, string Body)> CallAsync(
        this Server server, string method, string path, JsonNode? body = null, string key = "key", string? workspace = null)
    {
        using var request = Server.Post(body?.ToJsonString() ?? "", path, key, workspace);
        request.Method = new HttpMethod(method);
        using var response = await server.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public static async Task<JsonElement> JsonAsync(this Server server, string method, string path, JsonNode? body = null)
    {
        var (status, text) = await server.CallAsync(method, path, body);
        status.Should().Be(200, text);
        return JsonDocument.Parse(text).RootElement;
    }

    public static string Text(this JsonElement element, params string[] path) =>
        path.Aggregate(element, static (holder, name) => holder.GetProperty(name)).ToString();

    public static IEnumerable<string> Ids(this JsonElement list) => list.GetProperty("data").EnumerateArray().Select(static item => item.Text("id"));
}
