using System.Globalization;
using PromptCaching.Tests.Recordings;
using Xunit.Abstractions;

namespace PromptCaching.Testing.Tests.RateLimits;

/// <summary>Whether rate-limit headers are written as the recorded ones: names, forms, and how the figures hang together.</summary>
public sealed class RecordedHeadersTests(ITestOutputHelper output)
{
    private const string Prefix = "anthropic-ratelimit-";

    [RecordedFact]
    public async Task The_headers_of_an_answer_have_the_names_and_the_form_of_the_recorded_ones()
    {
        using var server = new Server(new ClaudeEmulatorOptions { RateLimits = EmulatedRateLimits.Scale });
        using var response = await server.SendAsync(Some.Request().User("Hi"));
        var ours = response.Headers.Where(static header => header.Key.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(header => header.Key, header => header.Value.Single());
        var recorded = RecordedExchanges.All.Select(Limits).Where(static limits => limits.Count == 12).ToList();

        output.WriteLine($"{recorded.Count} recorded answers with all headers");
        recorded.Should().NotBeEmpty().And.OnlyContain(theirs => theirs.Keys.ToHashSet().SetEquals(ours.Keys));
        recorded.Append(ours).Should().OnlyContain(static limits => IsWellFormed(limits));
    }

    private static bool IsWellFormed(IReadOnlyDictionary<string, string> limits) =>
        Number(limits, "tokens-limit") == Number(limits, "input-tokens-limit") + Number(limits, "output-tokens-limit")
        && Number(limits, "tokens-remaining") == Number(limits, "input-tokens-remaining") + Number(limits, "output-tokens-remaining")
        && Number(limits, "tokens-remaining") % 1000 == 0
        && limits[Prefix + "tokens-reset"] == new[] { limits[Prefix + "input-tokens-reset"], limits[Prefix + "output-tokens-reset"] }.Min()
        && limits.Where(static limit => limit.Key.EndsWith("-reset", StringComparison.Ordinal)).All(static limit =>
            DateTime.TryParseExact(limit.Value, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));

    private static long Number(IReadOnlyDictionary<string, string> limits, string name) => long.Parse(limits[Prefix + name], NumberStyles.None, CultureInfo.InvariantCulture);

    private static Dictionary<string, string> Limits(RecordedExchange exchange) => exchange.ResponseHeaders
        .Where(static header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .ToDictionary(static header => header.Key.ToLowerInvariant(), static header => header.Value);
}
