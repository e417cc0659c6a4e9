using PromptCaching.Http;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Puts questions into the response cache: those with an answer at once, the others by asking them through the chain.</summary>
internal sealed class AnswerWarming(CacheDesk desk, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send, TimeProvider time)
{
    private const int MostAtOnce = 1000;

    public async Task<WarmingResult> RunAsync(IAsyncEnumerable<WarmingItem> items, int atOnce, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(atOnce, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(atOnce, MostAtOnce);
        if (!desk.Options.Enabled)
        {
            throw new InvalidOperationException("The response cache is switched off, so there is nothing to warm. Set ResponseCaching:Enabled.");
        }

        var tally = new WarmingTally();
        var degree = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(items, degree, (item, token) => RunAsync(item, tally, token)).ConfigureAwait(false);
        return tally.Result;
    }

    private async ValueTask RunAsync(WarmingItem item, WarmingTally tally, CancellationToken cancellationToken)
    {
        try
        {
            if ((item.Answer is { } answer ? await WarmAsync(answer, tally, cancellationToken).ConfigureAwait(false) : item.Fault) is { } reason)
            {
                tally.Failed(item.Number, reason);
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            tally.Failed(item.Number, failure.Message);
        }
    }

    /// <returns>Why the question is not in the cache; <see langword="null"/> when it is.</returns>
    private async ValueTask<string?> WarmAsync(WarmedAnswer item, WarmingTally tally, CancellationToken cancellationToken)
    {
        var options = desk.Options;
        if (item.Headers.FirstOrDefault(header => !BelongsToQuestion(header.Key, options)).Key is { } header)
        {
            return $"The header '{header}' does not make another question; see ResponseCaching:KeyHeaders.";
        }

        using var request = desk.Request(item.Request, item.Call, item.Headers);
        var (lookup, refusal) = desk.Read(request, item.Request, options);
        return lookup is null ? NotStored(refusal!)
            : !item.Response.IsEmpty ? await StoreAsync(item, lookup, tally, cancellationToken).ConfigureAwait(false)
            : await AskAsync(request, options, tally, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<string?> StoreAsync(WarmedAnswer item, CacheLookup asked, WarmingTally tally, CancellationToken cancellationToken)
    {
        var response = item.Response;
        var now = time.GetUtcNow();
        var lookup = asked with
        {
            Alternative = item.Alternative,
            BegunAt = item.AskedAt is { } askedAt && askedAt < now ? askedAt : now,
            MoreLabels = item.Labels,
        };
        var most = asked.Question.Facts.IsSampled ? asked.Options.AlternativeAnswers : 1;
        if (item.Alternative >= most)
        {
            return $"The alternative is {item.Alternative}, and of this question {most} are kept; see ResponseCaching:AlternativeAnswers.";
        }

        var (isStream, outline) = ReceivedAnswer.Read(response);
        if (CacheabilityRules.WhyNotStore(outline, response.Span, isStream, asked.Options) is { } reason)
        {
            return NotStored(reason);
        }

        if (response.Length > asked.Options.MaxAnswerBytes)
        {
            return NotStored("too_long");
        }

        await desk.Cache.Clearings.BringUpToDateAsync(cancellationToken).ConfigureAwait(false);
        if (desk.Cache.Clearings.IsCleared(new CacheEntry(response) { BegunAt = lookup.BegunAt, Labels = AnswerTiers.LabelsOf(lookup) }))
        {
            return NotStored("cleared");
        }

        if (await desk.Cache.Answers.StoreAsync(lookup, outline, response, isStream, item.RequestId).ConfigureAwait(false) is { } refusal)
        {
            return NotStored(refusal);
        }

        await desk.Cache.Similar.RememberAsync(lookup, isStream, cancellationToken).ConfigureAwait(false);
        tally.Stored();
        return null;
    }

    private async ValueTask<string?> AskAsync(
        HttpRequestMessage request, ResponseCachingOptions options, WarmingTally tally, CancellationToken cancellationToken)
    {
        using var response = await send(request, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            return ReceivedAnswer.Refusal(response, body);
        }

        var report = response.GetCallReport();
        if (report is { IsStale: true })
        {
            return "The API gave no answer, and the stored one is past its time.";
        }

        if (report is { Source: not CallSource.Api })
        {
            tally.Known();
            return null;
        }

        var (isStream, outline) = ReceivedAnswer.Read(body);
        if ((CacheabilityRules.WhyNotStore(outline, body, isStream, options) ?? report?.NotStored) is { } reason)
        {
            return NotStored(reason);
        }

        tally.Asked();
        return null;
    }

    private static bool BelongsToQuestion(string header, ResponseCachingOptions options) =>
        header.StartsWith(ClaudeHeaders.ApiPrefix, StringComparison.OrdinalIgnoreCase)
        || options.KeyHeaders.Contains(header, StringComparer.OrdinalIgnoreCase);

    private static string NotStored(string reason) => $"The answer is not stored: {reason}.";
}
