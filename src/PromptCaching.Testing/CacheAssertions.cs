using PromptCaching.Testing.Assertions;

namespace PromptCaching.Testing;

/// <summary>What a test may expect of calls that a <see cref="ClaudeEmulator"/> answered, whatever the test framework.</summary>
/// <remarks>
/// Only answered Messages calls count; errors and other endpoints among the calls are passed over. To say why, the assertions read the
/// bodies: <see cref="ClaudeEmulatorOptions.RecordBodies"/> must be on.
/// </remarks>
public static class CacheAssertions
{
    /// <summary>Expects that a conversation reads a share of its prompt from the prompt cache.</summary>
    /// <param name="calls">The calls of the conversation, in order. The first has nothing to read and is not judged.</param>
    /// <param name="share">The smallest share of the prompt tokens of all judged calls together, from 0 to 1.</param>
    /// <exception cref="CacheAssertionException">Less was read, or there are fewer than two answered calls; the message says which call missed
    /// first and what differs there from the call before it.</exception>
    public static void ShouldReadFromCache(this IEnumerable<EmulatedCall> calls, double share)
    {
        var answered = Conversation(calls);
        ThrowIfNoShare(share);
        CacheReading.Check(answered, answered[1..], share);
    }

    /// <summary>Expects that one call reads a share of its prompt from the prompt cache.</summary>
    /// <param name="call">The call.</param>
    /// <param name="share">The smallest share of its prompt tokens, from 0 to 1.</param>
    /// <param name="after">The calls before it, which the failure message compares it with; <see langword="null"/> (the default) for none.</param>
    /// <exception cref="CacheAssertionException">Less was read, or the call was no answered Messages call.</exception>
    public static void ShouldReadFromCache(this EmulatedCall call, double share, IEnumerable<EmulatedCall>? after = null)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfNoShare(share);
        ThrowIfNotAnswered(call);
        CacheReading.Check([.. Answered(after ?? []).Where(one => one.Number < call.Number), call], [call], share);
    }

    /// <summary>Expects that a call writes nothing to the prompt cache: whatever it could cache was there already, or it marked nothing.</summary>
    /// <param name="call">The call.</param>
    /// <exception cref="CacheAssertionException">It wrote, or the call was no answered Messages call.</exception>
    public static void ShouldWriteNothing(this EmulatedCall call)
    {
        ArgumentNullException.ThrowIfNull(call);
        ThrowIfNotAnswered(call);
        if (call.Usage!.Written5mTokens + call.Usage.Written1hTokens is var written and > 0)
        {
            throw new CacheAssertionException(
                $"Call {call.Number} was expected to write nothing to the prompt cache and wrote {Say.Tokens(written)}. "
                + $"Its breakpoints: {Say.Breakpoints(call)}.");
        }
    }

    /// <summary>Expects that calls share a part of the prompt, so that its cache entries stay valid from one to the next.</summary>
    /// <param name="calls">The calls, in order.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="CacheAssertionException">It changed between two of the calls, and the message says where first; or there are fewer than
    /// two answered calls.</exception>
    public static void ShouldKeep(this IEnumerable<EmulatedCall> calls, PromptPart part)
    {
        var answered = Conversation(calls);
        foreach (var (before, now) in answered.Zip(answered.Skip(1)))
        {
            if (FirstDifference.In(part, Say.BodyOf(before), Say.BodyOf(now)) is { } difference)
            {
                throw new CacheAssertionException($"The {Say.Name(part)} changed between calls {before.Number} and {now.Number}: {difference.Sentence}");
            }
        }
    }

    /// <summary>Expects that calls begin alike: no clock, id or counter in their prefix, and a conversation that only grows at its end.</summary>
    /// <param name="calls">The calls, in order; one is enough, and there may be several conversations among them.</param>
    /// <param name="options">What to let pass; <see langword="null"/> for nothing.</param>
    /// <exception cref="CacheAssertionException">Something is not stable, and the message says in which call, where, and what to do; or none of the
    /// calls was answered.</exception>
    /// <remarks>It judges content, not tokens: a prompt that is too short to be cached, or unmarked, or sent too late, is held to it as well.</remarks>
    public static void ShouldHaveAStablePrefix(this IEnumerable<EmulatedCall> calls, StablePrefixOptions? options = null)
    {
        var answered = Answered(calls);
        if (answered.Count == 0)
        {
            throw new CacheAssertionException("This needs an answered Messages call; there is none.");
        }

        StablePrefix.Check(answered, options ?? new StablePrefixOptions());
    }

    private static List<EmulatedCall> Conversation(IEnumerable<EmulatedCall> calls)
    {
        var answered = Answered(calls);
        return answered.Count >= 2
            ? answered
            : throw new CacheAssertionException($"This needs two answered Messages calls to compare; there are {answered.Count}.");
    }

    private static List<EmulatedCall> Answered(IEnumerable<EmulatedCall> calls)
    {
        ArgumentNullException.ThrowIfNull(calls);
        return [.. calls.Where(static call => call.Usage is not null)];
    }

    private static void ThrowIfNoShare(double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
    }

    private static void ThrowIfNotAnswered(EmulatedCall call)
    {
        if (call.Usage is null)
        {
            throw new CacheAssertionException($"Call {call.Number} ({call.Method} {call.Path}) has no prompt to judge: its status was {call.Status}.");
        }
    }
}
