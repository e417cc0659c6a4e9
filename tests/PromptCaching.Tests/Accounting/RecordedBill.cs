using System.Text.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Accounting;

/// <summary>The counters of a recorded answer, put together from its JSON apart from the library.</summary>
internal sealed record RecordedBill(string? Model, IReadOnlyList<RecordedBill.Part> Parts, long Searches, bool IsBatch, bool IsInUnitedStates, bool IsFast)
{
    public bool HasIterations { get; private init; }

    public bool HasHourWrites => Parts.Any(static part => part.Written1h > 0);

    /// <returns><see langword="null"/> when the counters that every bill needs did not come.</returns>
    public static RecordedBill? Of(RecordedExchange exchange)
    {
        var usage = new Dictionary<string, JsonElement>();
        string? model = null;
        var isWhole = !exchange.IsStream;
        foreach (var json in exchange.IsStream ? Events(exchange.ResponseBody) : [JsonDocument.Parse(exchange.ResponseBody).RootElement])
        {
            var message = json.TryGetProperty("message", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : json;
            model ??= message.TryGetProperty("model", out var name) ? name.GetString() : null;
            isWhole |= json.TryGetProperty("type", out var type) && type.GetString() == "message_delta";
            foreach (var counter in Counters(message))
            {
                usage[counter.Name] = counter.Value;
            }
        }

        if (!isWhole || !usage.ContainsKey("input_tokens") || !usage.ContainsKey("output_tokens"))
        {
            return null;
        }

        var iterations = usage.TryGetValue("iterations", out var list) ? list.EnumerateArray().ToArray() : [];
        return new RecordedBill(
            model,
            iterations.Length > 0 ? [.. iterations.Select(item => Part.Of(Counters(item, isUsage: true).ToDictionary(counter => counter.Name, counter => counter.Value)))] : [Part.Of(usage)],
            usage.TryGetValue("server_tool_use", out var tools) && tools.TryGetProperty("web_search_requests", out var searches) ? searches.GetInt64() : 0,
            Says(usage, "service_tier", "batch"),
            Says(usage, "inference_geo", "us"),
            Says(usage, "speed", "fast"))
        {
            HasIterations = iterations.Length > 0,
        };
    }

    private static IEnumerable<JsonElement> Events(string body) =>
        from line in body.Split('\n')
        where line.StartsWith("data:", StringComparison.Ordinal)
        let text = line["data:".Length..].Trim()
        where text.StartsWith('{')
        select JsonDocument.Parse(text).RootElement;

    private static IEnumerable<JsonProperty> Counters(JsonElement holder, bool isUsage = false)
    {
        var usage = isUsage ? holder : holder.TryGetProperty("usage", out var inner) ? inner : default;
        return usage.ValueKind == JsonValueKind.Object ? usage.EnumerateObject().Where(counter => counter.Value.ValueKind != JsonValueKind.Null) : [];
    }

    private static bool Says(Dictionary<string, JsonElement> usage, string name, string value) =>
        usage.TryGetValue(name, out var text) && text.ValueKind == JsonValueKind.String && text.GetString() == value;

    internal sealed record Part(string? Model, long Input, long Written5m, long Written1h, long Read, long Output)
    {
        public long Prompt => Input + Written5m + Written1h + Read;

        public static Part Of(Dictionary<string, JsonElement> usage)
        {
            var written = Number("cache_creation_input_tokens");
            var hour = usage.TryGetValue("cache_creation", out var split) && split.TryGetProperty("ephemeral_1h_input_tokens", out var hours) ? hours.GetInt64() : 0;
            return new Part(
                usage.TryGetValue("model", out var model) ? model.GetString() : null,
                Number("input_tokens"), written - hour, hour, Number("cache_read_input_tokens"), Number("output_tokens"));

            long Number(string name) => usage.TryGetValue(name, out var value) ? value.GetInt64() : 0;
        }
    }
}
