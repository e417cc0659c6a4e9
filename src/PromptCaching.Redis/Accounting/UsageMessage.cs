using System.Globalization;
using PromptCaching.Accounting;
using StackExchange.Redis;

namespace PromptCaching.Redis.Accounting;

/// <summary>An exchange and its answer, as the script reads and writes them.</summary>
internal static class UsageMessage
{
    private const string Memory = "memory";

    public static RedisValue[] Write(UsageExchange exchange) =>
    [
        exchange.Process,
        exchange.Memory ?? "",
        exchange.IsAsking ? "1" : "0",
        .. exchange.Sums.SelectMany(pair => Texts(pair.Key, exchange.Acknowledged.GetValueOrDefault(pair.Key), pair.Value)),
    ];

    /// <exception cref="InvalidDataException">The answer is not the script's: something else wrote under the key.</exception>
    public static UsageStanding Read(RedisResult result)
    {
        var answer = (string[]?)result is { Length: > 0 } texts ? texts : throw Unreadable();
        var models = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var field in answer.Skip(1).Chunk(2).Where(static field => field[0] != Memory))
        {
            var (part, model) = field[0].Split(':', 2) is [var place, var name] ? (Number(place), name) : throw Unreadable();
            if (!models.TryGetValue(model, out var parts))
            {
                parts = models[model] = new long[UsageParts.Count];
            }

            parts[part is > 0 and <= UsageParts.Count ? part - 1 : throw Unreadable()] = Number(field[1]);
        }

        return new UsageStanding
        {
            Memory = answer[0],
            ByModel = models.ToDictionary(static pair => pair.Key, static pair => UsageParts.Join(pair.Value), StringComparer.Ordinal),
        };
    }

    private static IEnumerable<RedisValue> Texts(string model, UsageTotals? acknowledged, UsageTotals totals) =>
        [model, acknowledged is null ? "" : Text(acknowledged), Text(totals)];

    private static string Text(UsageTotals totals) =>
        string.Join(' ', UsageParts.Of(totals).Select(static part => part.ToString(CultureInfo.InvariantCulture)));

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable();

    private static InvalidDataException Unreadable() => new("Redis holds something else under the key of shared totals.");
}
