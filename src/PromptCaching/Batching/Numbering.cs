using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Batching;

/// <summary>Pulls items one by one and gives them places and, where they are needed, keys.</summary>
/// <remarks>
/// With keys, some 40 bytes of each item are remembered: the same question may be asked many times for as many answers, and each is known by its
/// number.
/// </remarks>
internal sealed class Numbering(IRequestDefaults? defaults, bool needsKeys)
{
    private readonly Dictionary<UInt128, int> _seen = [];

    public async IAsyncEnumerable<NumberedItem> NumberAsync(
        IAsyncEnumerable<GenerateManyItem> items, Checkpoint? checkpoint, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var index = 0L;
        await foreach (var item in items.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Answers that cannot be kept would be paid for again: what is under way is finished, nothing more is begun.
            checkpoint?.ThrowIfBroken();
            if (item?.Request is null)
            {
                throw new ArgumentException($"Item {index} has no request.", nameof(items));
            }

            yield return Number(index++, item);
        }
    }

    private NumberedItem Number(long index, GenerateManyItem item)
    {
        if (!needsKeys)
        {
            return new NumberedItem(index, item, default, default);
        }

        // A model that the client fills in belongs to the question: with another default it is another one.
        var body = (defaults?.Complete(item.Request) ?? item.Request).ToUtf8Bytes();
        var hash = HashOf(body, item.Id, item.Call?.Scope);
        var occurrence = _seen.GetValueOrDefault(hash);
        _seen[hash] = occurrence + 1;
        return new NumberedItem(index, item, new ItemKey(hash, occurrence), body);
    }

    private static UInt128 HashOf(byte[] body, params ReadOnlySpan<string?> names)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var name in names)
        {
            BinaryPrimitives.WriteInt32LittleEndian(length, name?.Length ?? -1);
            hash.AppendData(length);
            hash.AppendData(Encoding.UTF8.GetBytes(name ?? ""));
        }

        hash.AppendData(body);
        return BinaryPrimitives.ReadUInt128BigEndian(hash.GetHashAndReset());
    }
}
