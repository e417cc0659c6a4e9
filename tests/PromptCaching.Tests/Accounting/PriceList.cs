using System.Globalization;
using System.Text.Json;

namespace PromptCaching.Tests.Accounting;

/// <summary>The published prices, read and applied apart from the library.</summary>
internal sealed class PriceList
{
    private readonly Dictionary<string, JsonElement> _models = [];

    public static PriceList Read(string path)
    {
        var list = new PriceList();
        foreach (var model in JsonDocument.Parse(File.ReadAllText(path)).RootElement.GetProperty("models").EnumerateArray())
        {
            foreach (var name in model.GetProperty("aliases").EnumerateArray().Prepend(model.GetProperty("id")))
            {
                list._models[name.GetString()!] = model;
            }
        }

        return list;
    }

    /// <summary>Works out a bill.</summary>
    /// <returns>The cost, and that without caching; null where a price is not known.</returns>
    public (decimal? Cost, decimal? WithoutCaching) CostOf(RecordedBill bill, DateOnly day)
    {
        var factor = (bill.IsBatch ? 0.5m : 1m) * (bill.IsInUnitedStates ? 1.1m : 1m);
        decimal? cost = bill.Searches * 0.01m;
        var without = cost;
        foreach (var part in bill.Parts)
        {
            var price = PricesOf(part.Model ?? bill.Model, part.Prompt, day, bill.IsFast);
            var output = Times(part.Output, price("output"));
            cost += factor * (Times(part.Input, price("input")) + Times(part.Written5m, price("cache_write_5m")) + Times(part.Written1h, price("cache_write_1h"))
                + Times(part.Read, price("cache_read")) + output) / 1_000_000m;
            without += factor * (Times(part.Prompt, price("input")) + output) / 1_000_000m;
        }

        return (cost, without);
    }

    private static decimal? Times(long tokens, decimal? price) => tokens == 0 ? 0m : tokens * price;

    private Func<string, decimal?> PricesOf(string? model, long prompt, DateOnly day, bool isFast)
    {
        if (model is null || isFast || !_models.TryGetValue(model, out var row))
        {
            return static _ => null;
        }

        var places = new List<JsonElement>();
        foreach (var change in Rows(row, "price_history"))
        {
            if (Day(change, "from") <= day && !(Day(change, "to") <= day))
            {
                places.Add(change);
            }
        }

        places.AddRange(Rows(row, "pricing_tiers").Where(tier => !(Number(tier, "max_prompt_tokens") < prompt)).Take(1));
        places.Add(row);
        return name => places.Select(place => Number(place, name)).FirstOrDefault(static price => price is not null);
    }

    private static IEnumerable<JsonElement> Rows(JsonElement row, string name) =>
        row.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array ? rows.EnumerateArray() : [];

    private static decimal? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : null;

    private static DateOnly? Day(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        ? DateOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture)
        : null;
}
