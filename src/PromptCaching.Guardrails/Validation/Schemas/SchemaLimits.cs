using System.Text.Json;
using System.Text.RegularExpressions;

namespace PromptCaching.Guardrails.Validation.Schemas;

/// <summary>Compares a value with what a schema says of its size and content.</summary>
internal static class SchemaLimits
{
    private const double LargestExact = 1e15;
    private const double SmallestExact = 1e-12;
    private static readonly TimeSpan _longestMatch = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Problems(JsonElement schema, JsonElement value, string path)
    {
        foreach (var keyword in schema.EnumerateObject().Where(keyword => !Holds(keyword, value)))
        {
            yield return $"{path} breaks '{keyword.Name}' of the schema.";
        }
    }

    private static bool Holds(JsonProperty keyword, JsonElement value) => keyword.Name switch
    {
        "enum" => keyword.Value.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
        "const" => JsonElement.DeepEquals(keyword.Value, value),
        _ => value.ValueKind switch
        {
            JsonValueKind.Number => HoldsForNumber(keyword, value.GetDouble()),
            JsonValueKind.String => HoldsForText(keyword, value.GetString()!),
            JsonValueKind.Array => HoldsForCount(keyword, "minItems", "maxItems", value.GetArrayLength()),
            JsonValueKind.Object => HoldsForCount(keyword, "minProperties", "maxProperties", value.GetPropertyCount()),
            _ => true,
        },
    };

    private static bool HoldsForNumber(JsonProperty keyword, double number) => keyword.Name switch
    {
        "minimum" => number >= Limit(keyword),
        "maximum" => number <= Limit(keyword),
        "exclusiveMinimum" => number > Limit(keyword),
        "exclusiveMaximum" => number < Limit(keyword),
        "multipleOf" => IsMultiple(number, Limit(keyword)),
        _ => true,
    };

    private static bool HoldsForText(JsonProperty keyword, string text) => keyword.Name == "pattern"
        ? IsMatch(text, keyword.Value.GetString()!)
        : HoldsForCount(keyword, "minLength", "maxLength", text.EnumerateRunes().Count());

    /// <summary>In decimal as far as it goes: 19.99 is a multiple of 0.01, but not in binary.</summary>
    private static bool IsMultiple(double number, double step) => Math.Abs(number) < LargestExact && Math.Abs(step) is > SmallestExact and < LargestExact
        ? (decimal)number % (decimal)step == 0
        : double.IsInteger(number / step);

    private static bool IsMatch(string text, string pattern)
    {
        try
        {
            return Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, _longestMatch);
        }
        catch (RegexMatchTimeoutException)
        {
            // An answer that a pattern finds no end with is none that it allows.
            return false;
        }
    }

    private static bool HoldsForCount(JsonProperty keyword, string least, string most, int count) =>
        (keyword.Name != least || count >= Limit(keyword)) && (keyword.Name != most || count <= Limit(keyword));

    private static double Limit(JsonProperty keyword) => keyword.Value.GetDouble();
}
