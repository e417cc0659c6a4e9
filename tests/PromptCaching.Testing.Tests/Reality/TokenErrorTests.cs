using System.Text.Json;
using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Testing.Tests.Reality;

/// <summary>How far the estimated prompt tokens are from what the API counted, by what the prompt holds.</summary>
public class TokenErrorTests(ITestOutputHelper output)
{
    private const double MostPercentApart = 5;

    [RecordedFact]
    public void Prompt_tokens_are_close_to_what_the_API_counted()
    {
        var measured = RecordedExchanges.All
            .Where(exchange => exchange is { Status: 200, Path: "/v1/messages", HasMessagesInRequest: true, Usage.ValueKind: JsonValueKind.Object })
            .Where(exchange => HiddenPrompt.Reason(exchange) is null && Counted(exchange.Usage) > 0)
            .DistinctBy(exchange => exchange.RequestBody.GetRawText())
            .Select(exchange => (Kind: Kind(exchange.RequestBody), Calibrated: PercentApart(exchange, TokenCounting.Calibrated), Four: PercentApart(exchange, TokenCounting.FourCharacters)))
            .ToList();

        output.WriteLine("| prompt with | requests | median % apart | nine of ten within % | four characters: median % | within % |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (var group in measured.GroupBy(one => one.Kind).OrderBy(group => group.Key, StringComparer.Ordinal).Append(measured.GroupBy(_ => "anything").Single()))
        {
            output.WriteLine(
                $"| {group.Key} | {group.Count()} | {Part(group.Select(one => one.Calibrated), 0.5):0.0} | {Part(group.Select(one => one.Calibrated), 0.9):0.0} "
                + $"| {Part(group.Select(one => one.Four), 0.5):0.0} | {Part(group.Select(one => one.Four), 0.9):0.0} |");
        }

        Part(measured.Select(one => one.Calibrated), 0.5).Should().BeLessThan(MostPercentApart);
    }

    /// <summary>The rarest thing that the prompt holds names it.</summary>
    private static string Kind(JsonElement body)
    {
        var text = body.GetRawText();
        return text.Contains("\"context_management\"", StringComparison.Ordinal) ? "context edits"
            : text.Contains("\"document\"", StringComparison.Ordinal) ? "documents"
            : text.Contains("\"image\"", StringComparison.Ordinal) ? "images"
            : text.Contains("\"thinking\"", StringComparison.Ordinal) ? "thinking"
            : text.Contains("\"tool_use\"", StringComparison.Ordinal) ? "tool calls"
            : body.TryGetProperty("tools", out _) ? "tools"
            : "text alone";
    }

    private static double PercentApart(RecordedExchange exchange, TokenCounting counting)
    {
        var counted = Counted(exchange.Usage);
        return 100.0 * Math.Abs(TokenEstimate.OfRequest(exchange.RequestBody, counting) - counted) / counted;
    }

    private static long Counted(JsonElement usage) =>
        Replay.Count(usage, "input_tokens") + Replay.Count(usage, "cache_creation_input_tokens") + Replay.Count(usage, "cache_read_input_tokens");

    private static double Part(IEnumerable<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)(sorted.Length * part)];
    }
}
