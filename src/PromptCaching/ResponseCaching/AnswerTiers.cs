using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching;

/// <summary>Where answers are kept: in this process's memory, and behind it, where there is one, in a store that processes share.</summary>
/// <param name="memory">The first tier.</param>
/// <param name="region">The second tier; also knows what was cleared.</param>
/// <param name="isShared">Whether there is a second tier.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Says why an answer is not stored.</param>
internal sealed class AnswerTiers(AnswerMemory memory, CacheRegion region, bool isShared, TimeProvider time, ILogger logger)
{
    public RegionCounters Counters => region.Counters;

    /// <summary>Gets a number that changes whenever anything is cleared.</summary>
    public int ClearingsVersion => region.Clearings.Version;

    /// <summary>Looks into this process's memory; what others have cleared is asked for at most once a second, and only where there is an answer.</summary>
    public async ValueTask<HeldAnswer?> FindInMemoryAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        if (FindInEitherForm(lookup) is not { } held)
        {
            return null;
        }

        await region.Clearings.BringUpToDateAsync(cancellationToken).ConfigureAwait(false);

        // One answer serves both forms; told once in the other, it is kept in that too.
        return MayServe(held, lookup) ? InFormOf(held, lookup) : null;
    }

    /// <summary>Asks the shared store.</summary>
    /// <returns>An answer that may be past its time; <see langword="null"/> when there is none.</returns>
    public async ValueTask<HeldAnswer?> FindSharedAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        if (!isShared)
        {
            return FindStaleInMemory(lookup);
        }

        // Both questions go to the store at once; the second is answered from memory but once a second.
        var upToDate = region.Clearings.BringUpToDateAsync(cancellationToken);
        CacheEntry? entry;
        try
        {
            entry = await FindSharedEntryAsync(lookup, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await upToDate.ConfigureAwait(false);
        }

        if (entry is null || region.Clearings.IsCleared(entry) || !HasSameContents(entry, lookup))
        {
            return null;
        }

        var now = time.GetUtcNow();
        return Tell(entry, lookup, lookup.Options.InProcessTimeToLive is { } most && entry.FreshUntil - now > most ? now + most : entry.FreshUntil);
    }

    private async ValueTask<CacheEntry?> FindSharedEntryAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        var scope = lookup.Question.Envelope.Scope;
        var entry = await region.FindAsync(lookup.Key.Text, scope.Secret, cancellationToken).ConfigureAwait(false);
        for (var index = 0; entry is null && index < scope.PreviousSecrets.Count; index++)
        {
            var key = lookup.Question.PreviousKeys[index].Alternative(lookup.Alternative);
            entry = await region.FindAsync(key.Text, scope.PreviousSecrets[index], cancellationToken).ConfigureAwait(false);
        }

        return entry;
    }

    /// <summary>Keeps an answer, where it may be kept, in both tiers.</summary>
    /// <returns>Why it was not kept; <see langword="null"/> when it was.</returns>
    public async ValueTask<string?> StoreAsync(CacheLookup lookup, AnswerOutline answer, ReadOnlyMemory<byte> body, bool isStream, string? requestId)
    {
        var reason = CacheabilityRules.WhyNotStore(answer, body.Span, isStream, lookup.Options)
            ?? HostConsent.WhyNotStore(lookup.Options.MayStore, body, isStream, logger);
        if (reason is not null)
        {
            Counters.Refused(reason);
            logger.NotStored(reason);
            lookup.Report.NotStored = reason;
            return reason;
        }

        var now = time.GetUtcNow();
        var timeToLive = lookup.Call.TimeToLive ?? lookup.Options.TimeToLive;
        var entry = new CacheEntry(body)
        {
            Kind = AnswerForms.Of(isStream),
            Note = requestId,
            Labels = LabelsOf(lookup),
            BegunAt = lookup.BegunAt,
            StoredAt = now,
            FreshUntil = now + timeToLive,
        };
        memory.Remember(lookup.Question, lookup.Context.Body);
        Hold(lookup.Key, isStream, new HeldAnswer(entry, answer) { HeldUntil = now + Least(timeToLive, lookup.Options.InProcessTimeToLive) });
        memory.Drop(new AnswerPlace(lookup.Key.Text, !isStream)); // told from the answer whose place this one takes
        if (isShared)
        {
            await region.StoreAsync(lookup.Key.Text, lookup.Question.Envelope.Scope.Secret, entry, lookup.Options.StaleIfOverloaded).ConfigureAwait(false);
        }
        else
        {
            Counters.Stored(body.Length, body.Length, timeToLive);
        }

        return null;
    }

    /// <summary>Whether a caller may have the answer to a call that began before, as if it were stored already.</summary>
    /// <param name="begun">The question as it was asked then.</param>
    /// <param name="clearingsVersion">The state of the clearings at that time.</param>
    /// <param name="lookup">The same question as it is asked now.</param>
    public bool MayShare(CacheLookup begun, int clearingsVersion, CacheLookup lookup)
    {
        if (clearingsVersion == ClearingsVersion && lookup.Call.DependsOn is null)
        {
            return true;
        }

        var entry = new CacheEntry(ReadOnlyMemory<byte>.Empty) { BegunAt = begun.BegunAt, Labels = LabelsOf(begun) };
        return !region.Clearings.IsCleared(entry) && HasSameContents(entry, lookup);
    }

    /// <summary>Tells an answer that another caller's question found in the form that this one wants.</summary>
    /// <returns><see langword="null"/> when it cannot be told so.</returns>
    public HeldAnswer? InFormOf(HeldAnswer held, CacheLookup lookup) =>
        held.Entry.Kind == AnswerForms.Of(lookup.WantsStream) ? held : Tell(held.Entry, lookup, held.HeldUntil);

    /// <summary>Forgets the answers to a question in both tiers, and under earlier secrets too.</summary>
    public async ValueTask DropAsync(Question question, int alternatives, CancellationToken cancellationToken)
    {
        CacheKey[] keys = [question.Key, .. question.PreviousKeys];
        var all = keys.SelectMany(key => Enumerable.Range(0, alternatives).Select(key.Alternative)).ToArray();
        Array.ForEach(all, memory.Drop);
        if (isShared)
        {
            foreach (var key in all)
            {
                await region.RemoveAsync(key.Text, cancellationToken).ConfigureAwait(false);
            }

            // A call that read it from the store in the meantime has put it back into memory.
            Array.ForEach(all, memory.Drop);
        }
    }

    /// <summary>Whether an answer's time is not over.</summary>
    public bool IsFresh(HeldAnswer answer) => answer.Entry.FreshUntil > time.GetUtcNow();

    /// <summary>How long ago an answer was stored; the clock of the process that stored it may be ahead of ours.</summary>
    public TimeSpan AgeOf(HeldAnswer answer)
    {
        var age = time.GetUtcNow() - answer.Entry.StoredAt;
        return age < TimeSpan.Zero ? TimeSpan.Zero : age;
    }

    /// <summary>Gets all that the answer of a call can be cleared by.</summary>
    public static List<EntryLabel> LabelsOf(CacheLookup lookup)
    {
        var labels = new List<EntryLabel> { EntryLabel.Scope(lookup.Call.Scope ?? lookup.Question.Envelope.Scope.Name) };
        labels.AddRange((lookup.Call.Tags ?? []).Select(EntryLabel.Tag));
        labels.AddRange(ContentsOf(lookup));
        labels.AddRange(lookup.MoreLabels);
        return labels;
    }

    private static IEnumerable<EntryLabel> ContentsOf(CacheLookup lookup) =>
        lookup.Call.DependsOn?.Select(static content => EntryLabel.ContentOf(content.Key, content.Value)) ?? [];

    /// <summary>A caller who names another content than the answer was made from wants another answer.</summary>
    private static bool HasSameContents(CacheEntry entry, CacheLookup lookup) =>
        lookup.Call.DependsOn is null || !HoldsAnotherContent(entry, lookup);

    private static bool HoldsAnotherContent(CacheEntry entry, CacheLookup lookup) =>
        ContentsOf(lookup).Any(content => entry.Labels.Any(label => label.Name == content.Name && label.Content != content.Content));

    private static TimeSpan Least(TimeSpan time, TimeSpan? most) => most is { } limit && limit < time ? limit : time;

    private bool MayServe(HeldAnswer held, CacheLookup lookup)
    {
        var now = time.GetUtcNow();
        if (held.Entry.FreshUntil <= now || (isShared && held.HeldUntil <= now) || !HasSameContents(held.Entry, lookup))
        {
            return false;
        }

        var version = region.Clearings.Version;
        if (held.ClearingsVersion != version)
        {
            if (region.Clearings.IsCleared(held.Entry))
            {
                memory.Drop(lookup.Key);
                return false;
            }

            held.ClearingsVersion = version;
        }

        return true;
    }

    private HeldAnswer? FindStaleInMemory(CacheLookup lookup) =>
        lookup.Options.StaleIfOverloaded > TimeSpan.Zero
        && FindInEitherForm(lookup) is { } held
        && held.Entry.FreshUntil + lookup.Options.StaleIfOverloaded > time.GetUtcNow()
        && !region.Clearings.IsCleared(held.Entry)
            ? InFormOf(held, lookup)
            : null;

    private HeldAnswer? FindInEitherForm(CacheLookup lookup)
    {
        var place = new AnswerPlace(lookup.Key.Text, lookup.WantsStream);
        return memory.Find(place) ?? memory.Find(place with { IsStream = !place.IsStream });
    }

    private HeldAnswer? Tell(CacheEntry entry, CacheLookup lookup, DateTimeOffset heldUntil)
    {
        var told = AnswerForms.Tell(entry, lookup.WantsStream, lookup.Options.ReplayChunkSize);
        if (told is not null)
        {
            told = told with { HeldUntil = heldUntil };
            Hold(lookup.Key, lookup.WantsStream, told);
        }

        return told;
    }

    private void Hold(CacheKey key, bool isStream, HeldAnswer answer) => memory.Hold(new AnswerPlace(key.Text, isStream), answer);
}
