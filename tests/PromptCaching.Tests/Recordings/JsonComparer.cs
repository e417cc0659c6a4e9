using System.Text.Json;

namespace PromptCaching.Tests.Recordings;

/// <summary>
/// Compares JSON strictly: null is not absent, 1.0 is not 1. The order of keys counts only where it is the caller's, in the input of
/// tools and in schemas.
/// </summary>
internal static class JsonComparer
{
    private static readonly string[] OrderedFields = ["input", "input_schema", "schema"];

    /// <returns>The path of the first difference and what it is, or null.</returns>
    public static string? FirstDifference(JsonElement expected, JsonElement actual, string path = "$", bool ordered = false)
    {
        if (expected.ValueKind != actual.ValueKind)
        {
            return $"{path}: expected {expected.ValueKind}, found {actual.ValueKind}";
        }

        return expected.ValueKind switch
        {
            JsonValueKind.Object => InObject(expected, actual, path, ordered),
            JsonValueKind.Array => InArray(expected, actual, path, ordered),
            JsonValueKind.String => expected.GetString() == actual.GetString() ? null : $"{path}: expected {expected}, found {actual}",
            JsonValueKind.Number => expected.GetRawText() == actual.GetRawText() ? null : $"{path}: expected {expected}, found {actual}",
            _ => null,
        };
    }

    private static string? InObject(JsonElement expected, JsonElement actual, string path, bool ordered)
    {
        var expectedNames = expected.EnumerateObject().Select(property => property.Name).ToArray();
        var actualNames = actual.EnumerateObject().Select(property => property.Name).ToArray();
        if (expectedNames.Except(actualNames).FirstOrDefault() is { } missing)
        {
            return $"{path}.{missing}: missing";
        }

        if (actualNames.Except(expectedNames).FirstOrDefault() is { } invented)
        {
            return $"{path}.{invented}: invented";
        }

        if (actualNames.Length != expectedNames.Length)
        {
            return $"{path}: expected {expectedNames.Length} fields, found {actualNames.Length}";
        }

        if (ordered && !expectedNames.SequenceEqual(actualNames))
        {
            return $"{path}: expected the keys in the order {string.Join(", ", expectedNames)}, found {string.Join(", ", actualNames)}";
        }

        return expectedNames
            .Select(name => FirstDifference(
                expected.GetProperty(name), actual.GetProperty(name), $"{path}.{name}", ordered || OrderedFields.Contains(name)))
            .FirstOrDefault(difference => difference is not null);
    }

    private static string? InArray(JsonElement expected, JsonElement actual, string path, bool ordered)
    {
        if (expected.GetArrayLength() != actual.GetArrayLength())
        {
            return $"{path}: expected {expected.GetArrayLength()} items, found {actual.GetArrayLength()}";
        }

        return expected.EnumerateArray().Zip(actual.EnumerateArray())
            .Select((pair, index) => FirstDifference(pair.First, pair.Second, $"{path}[{index}]", ordered))
            .FirstOrDefault(difference => difference is not null);
    }
}
