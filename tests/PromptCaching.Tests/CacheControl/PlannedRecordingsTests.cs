using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Tests.CacheControl;

/// <summary>Every request that real programs sent: whatever the emulator takes alone, it takes with our markers.</summary>
public sealed class PlannedRecordingsTests(ITestOutputHelper output)
{
    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public Task With_the_models_minimums(string repository) => JudgeAsync(repository, hasMinimums: true);

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public Task Without_minimums_so_that_short_ones_are_marked_too(string repository) => JudgeAsync(repository, hasMinimums: false);

    private async Task JudgeAsync(string repository, bool hasMinimums)
    {
        using var judge = PlanJudge.OfChain(hasMinimums);
        var findings = new int[Enum.GetValues<Finding>().Length];
        var added = 0;
        var sent = RecordedExchanges.Of(repository).Where(static exchange => exchange is { HasMessagesInRequest: true, Path: "/v1/messages" });
        foreach (var exchange in sent)
        {
            var judgement = await judge.JudgeAsync(Request(exchange), CancellationToken.None);

            judgement.IsOurFault.Should().BeFalse("{0}: {1}: {2}", exchange.Source, judgement.Finding, judgement.Details);
            findings[(int)judgement.Finding]++;
            added += judgement.Added;
        }

        output.WriteLine($"{repository}: {findings[(int)Finding.Sound]} sound with {added} markers added, {findings[(int)Finding.RefusedAnyway]} refused anyway");
    }

    private static GeneratedRequest Request(RecordedExchange exchange) => new(
        TimeSpan.FromSeconds(2),
        exchange.RequestHeaders.GetValueOrDefault("anthropic-version") ?? "2023-06-01",
        exchange.RequestHeaders.GetValueOrDefault("anthropic-beta"),
        exchange.RequestBody.GetRawText().Utf8())
    {
        Query = exchange.Query,
    };
}
