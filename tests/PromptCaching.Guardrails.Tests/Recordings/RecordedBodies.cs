using System.Text;
using System.Text.Json;

namespace PromptCaching.Guardrails.Tests.Recordings;

/// <summary>Bodies that other projects sent to the API, and what it answered.</summary>
internal static class RecordedBodies
{
    public static string? Folder { get; } = Find();

    public static IEnumerable<(string Source, byte[] Request, string Answer, bool IsStream)> All =>
        from file in Directory.EnumerateFiles(Folder!, "*.jsonl").Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        let exchange = JsonDocument.Parse(line).RootElement
        let body = exchange.GetProperty("request_body")
        where body.ValueKind == JsonValueKind.Object
        select (exchange.GetProperty("source").GetString()!, Encoding.UTF8.GetBytes(body.GetRawText()), exchange.GetProperty("response_body").GetString()!,
            exchange.GetProperty("is_stream").GetBoolean());

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "PromptCaching.sln")))
        {
            folder = folder.Parent;
        }

        var exchanges = folder?.Parent is { } parent ? Path.Combine(parent.FullName, "shared", "data", "exchanges") : null;
        return Directory.Exists(exchanges) ? exchanges : null;
    }
}
