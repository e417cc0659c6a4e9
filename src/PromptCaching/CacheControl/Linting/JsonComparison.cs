using System.Text.Json;

namespace PromptCaching.CacheControl.Linting;

/// <summary>
/// Compares JSON as the API does: white space, escapes, markers, nulls and the order of a block's keys do not count; inside inputs and schemas
/// everything does that the model sees, the order of keys included.
/// </summary>
internal static class JsonComparison
{
    /// <param name="before">The earlier value.</param>
    /// <param name="now">The later value.</param>
    /// <param name="place">Where they stand.</param>
    /// <param name="isExact">Whether they are part of an input or a schema.</param>
    /// <returns>The first mismatch; one in value before one in spelling. Null when there is none.</returns>
    public static Mismatch? First(JsonElement before, JsonElement now, string place, bool isExact = false)
    {
        if (before.ValueKind != now.ValueKind)
        {
            return new Mismatch(place, MismatchForm.Value);
        }

        return before.ValueKind switch
        {
            JsonValueKind.String => Texts(before, now, place),
            JsonValueKind.Number => Numbers(before, now, place),
            JsonValueKind.Array => Arrays(before, now, place, isExact),
            JsonValueKind.Object => Objects(before, now, place, isExact),
            _ => null,
        };
    }

    private static Mismatch? Texts(JsonElement before, JsonElement now, string place)
    {
        var (one, other) = (before.Read(), now.Read());
        return string.Equals(one, other, StringComparison.Ordinal)
            ? null
            : new Mismatch(place, MismatchForm.Text, one.AsSpan().CommonPrefixLength(other));
    }

    private static Mismatch? Numbers(JsonElement before, JsonElement now, string place)
    {
        var (one, other) = (before.GetRawText(), now.GetRawText());
        return one == other ? null : new Mismatch(place, IsSame(before, now) ? MismatchForm.NumberSpelling : MismatchForm.Value);
    }

    private static bool IsSame(JsonElement before, JsonElement now) =>
        before.TryGetDecimal(out var one) && now.TryGetDecimal(out var other)
            ? one == other
            : before.TryGetDouble(out var first) && now.TryGetDouble(out var second) && first.Equals(second);

    private static Mismatch? Arrays(JsonElement before, JsonElement now, string place, bool isExact)
    {
        var spelling = (Mismatch?)null;
        var (one, other) = (before.GetArrayLength(), now.GetArrayLength());
        foreach (var (index, (item, changed)) in before.EnumerateArray().Zip(now.EnumerateArray()).Select(static (pair, index) => (index, pair)))
        {
            if (First(item, changed, $"{place}.{index}", isExact) is { } mismatch)
            {
                if (!mismatch.IsSpelling)
                {
                    return mismatch;
                }

                spelling ??= mismatch;
            }
        }

        return one == other ? spelling
            : one > other ? new Mismatch($"{place}.{other}", MismatchForm.Removed)
            : new Mismatch($"{place}.{one}", MismatchForm.Added);
    }

    private static Mismatch? Objects(JsonElement before, JsonElement now, string place, bool isExact)
    {
        var (one, other) = (Fields(before, isExact), Fields(now, isExact));
        var spelling = (Mismatch?)null;
        foreach (var (name, value) in one)
        {
            var mismatch = other.TryGetValue(name, out var changed)
                ? First(value, changed, $"{place}.{name}", isExact || name is "input" or "input_schema" or "input_examples")
                : new Mismatch($"{place}.{name}", MismatchForm.Removed);
            if (mismatch is { IsSpelling: false })
            {
                return mismatch;
            }

            spelling ??= mismatch;
        }

        return other.Keys.FirstOrDefault(name => !one.ContainsKey(name)) is { } added ? new Mismatch($"{place}.{added}", MismatchForm.Added)
            : isExact && !one.Keys.SequenceEqual(other.Keys, StringComparer.Ordinal) ? new Mismatch(place, MismatchForm.KeyOrder)
            : spelling;
    }

    /// <summary>A dictionary that nothing is removed from keeps the order in which it was filled.</summary>
    private static Dictionary<string, JsonElement> Fields(JsonElement json, bool isExact)
    {
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in json.EnumerateObject())
        {
            var name = JsonLook.NameOf(property);
            if (isExact || (property.Value.ValueKind != JsonValueKind.Null && name != "cache_control"))
            {
                fields[name] = property.Value;
            }
        }

        return fields;
    }
}
