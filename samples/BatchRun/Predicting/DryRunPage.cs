using System.Globalization;
using System.Text.Json;
using BatchRun.Costs;
using PromptCaching.Testing;

namespace BatchRun.Predicting;

/// <summary>What a dry run prints.</summary>
internal static class DryRunPage
{
    private const int Excerpt = 100;

    public static IEnumerable<string> Request(string name, EmulatedCall call)
    {
        var body = call.Json!.Value;
        yield return $"{name}  ({body.GetProperty("model").GetString()})";
        yield return $"  system   {Text(body.TryGetProperty("system", out var system) ? system : default)}";
        foreach (var message in body.GetProperty("messages").EnumerateArray())
        {
            yield return $"  {message.GetProperty("role").GetString(),-8} {Text(message.GetProperty("content"))}";
        }

        yield return call.Breakpoints.Count == 0
            ? "  markers  none"
            : $"  markers  {string.Join(", ", call.Breakpoints.Select(Marker))}";
    }

    public static string Cost(CostForecast forecast) => string.Create(
        CultureInfo.InvariantCulture,
        $"{forecast.Requests:N0} requests, {forecast.Prompt:N0} prompt tokens. Predicted cost: {forecast.WithCaching:F4} USD with caching, "
        + $"{forecast.WithoutCaching:F4} USD without.");

    private static string Marker(EmulatedBreakpoint marker) => string.Create(
        CultureInfo.InvariantCulture, $"{marker.Path} ({(marker.TimeToLive > TimeSpan.FromMinutes(5) ? "1h" : "5m")}, {marker.PrefixTokens:N0} tokens)");

    private static string Text(JsonElement content)
    {
        var text = content.ValueKind switch
        {
            JsonValueKind.String => content.GetString()!,
            JsonValueKind.Array => string.Join(' ', content.EnumerateArray().Select(static block => block.GetProperty("text").GetString())),
            _ => "",
        };
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= Excerpt
            ? line
            : string.Create(CultureInfo.InvariantCulture, $"{line.AsSpan(0, Excerpt)}... ({text.Length:N0} characters)");
    }
}
