using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace PromptCaching.Messages.Json;

/// <summary>Some fields of an object, mostly one or two: found by looking at each, and half the size of a dictionary.</summary>
internal sealed class FewFields(KeyValuePair<string, JsonElement>[] fields) : IReadOnlyDictionary<string, JsonElement>
{
    /// <summary>More fields than these are a dictionary's business.</summary>
    public const int Most = 8;

    public int Count => fields.Length;

    public IEnumerable<string> Keys => fields.Select(static one => one.Key);

    public IEnumerable<JsonElement> Values => fields.Select(static one => one.Value);

    public JsonElement this[string key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException($"There is no extra field '{key}'.");

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(key);
        foreach (var field in fields)
        {
            if (string.Equals(field.Key, key, StringComparison.Ordinal))
            {
                value = field.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public bool HasNames(ReadOnlySpan<string> names)
    {
        var isSame = names.Length == fields.Length;
        for (var at = 0; isSame && at < names.Length; at++)
        {
            isSame = fields[at].Key == names[at];
        }

        return isSame;
    }

    public IEnumerator<KeyValuePair<string, JsonElement>> GetEnumerator() => fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
