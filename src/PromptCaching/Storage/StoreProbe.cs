using System.Security.Cryptography;

namespace PromptCaching.Storage;

/// <summary>Tries a store out with an entry of its own.</summary>
internal static class StoreProbe
{
    private const int Length = 64;

    /// <returns>What is wrong; <see langword="null"/> when nothing is.</returns>
    public static async Task<string?> FindFaultAsync(StoreGuard store, string keyPrefix, TimeSpan timeToLive, CancellationToken cancellationToken)
    {
        var probe = RandomNumberGenerator.GetBytes(Length);
        var key = keyPrefix + Convert.ToHexString(probe.AsSpan(0, 8));
        if (await store.WriteAsync(key, probe, timeToLive, cancellationToken).ConfigureAwait(false) is not StoreFault.None and var written)
        {
            return Sentence("written", written);
        }

        var read = await store.ReadAsync(key, Length, cancellationToken).ConfigureAwait(false);
        var isSame = read.Bytes is { } bytes && bytes.Span.SequenceEqual(probe);
        read.Pooled?.Return();
        if (!isSame)
        {
            return read.Fault != StoreFault.None ? Sentence("read", read.Fault) : "What was written did not come back as it was.";
        }

        var removed = await store.RemoveAsync(key, cancellationToken).ConfigureAwait(false);
        return removed == StoreFault.None ? null : Sentence("removed", removed);
    }

    private static string Sentence(string done, StoreFault fault) => fault switch
    {
        StoreFault.NotAsked => "The store has failed again and again and is left alone for now.",
        StoreFault.Timeout => $"An entry could not be {done} in time.",
        StoreFault.Connection => $"An entry could not be {done}: the store cannot be reached.",
        _ => $"An entry could not be {done}.",
    };
}
