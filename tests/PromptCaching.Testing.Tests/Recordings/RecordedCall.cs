using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Tests.Recordings;

/// <summary>A request that somebody sent to the Messages API, and what it answered.</summary>
internal sealed record RecordedCall(string Source, string Path, JsonElement Headers, byte[] Body, int Status, string Answer)
{
    private static readonly string[] Endpoints = ["/v1/messages", "/v1/messages/count_tokens"];

    public string? Version => Header("anthropic-version");

    public string? Betas => Header("anthropic-beta");

    /// <summary>Gets the repositories; one row that nobody reads where there are no recordings, as a theory without rows is an error.</summary>
    public static TheoryData<string> Repositories => SharedFolder.Exchanges is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Select(static file => System.IO.Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : ["none"];

    public static IEnumerable<RecordedCall> Of(string repository) => File
        .ReadLines(System.IO.Path.Combine(SharedFolder.Exchanges!, repository + ".jsonl"))
        .Select(Parse)
        .OfType<RecordedCall>();

    private static RecordedCall? Parse(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        var path = json.GetProperty("path").GetString()?.Split('?')[0];
        var body = json.GetProperty("request_body");
        return Endpoints.Contains(path) && body.ValueKind == JsonValueKind.Object
            ? new RecordedCall(
                json.GetProperty("source").GetString()!,
                path!,
                json.GetProperty("request_headers"),
                Encoding.UTF8.GetBytes(body.GetRawText()),
                json.GetProperty("status").GetInt32(),
                json.GetProperty("response_body").ToString())
            : null;
    }

    private string? Header(string name) => Headers.EnumerateObject()
        .Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        .Select(static header => header.Value.ToString())
        .FirstOrDefault();
}
