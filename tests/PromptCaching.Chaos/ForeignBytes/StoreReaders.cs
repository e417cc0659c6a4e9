using System.Text;
using PromptCaching.Storage;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Who reads what a shared store gives back.</summary>
internal static class StoreReaders
{
    private const string Key = "llm:claude:key";
    private const int LongestBody = 1 << 20;
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(static number => (byte)number)];

    public static IEnumerable<ForeignReader> All()
    {
        var entry = new CacheEntry(Encoding.UTF8.GetBytes(SoundAnswers.Messages[1])) { Note = "req_1", FreshUntil = DateTimeOffset.UnixEpoch.AddHours(1) };
        foreach (var encryption in (EncryptionKeys?[])[null, EncryptionKeys.Of([Convert.ToBase64String(Secret)])])
        {
            IReadOnlyList<byte[]> sound =
            [
                .. from compression in Enum.GetValues<CacheCompression>()
                   select SealedEntry.Seal(entry, Key, Secret, new SealTerms(compression, 0, encryption)),
            ];
            var terms = new SealTerms(CacheCompression.None, 0, encryption);
            yield return new ForeignReader(encryption is null ? "entry" : "encrypted-entry", sound, bytes => Open(bytes, terms, sound));
        }

        var clearings = ClearingDocument.Write(ClearingStamps.Of([new(7, new ClearingStamp(1000, 3)), new(8, new ClearingStamp(2000, 0))]));
        yield return new ForeignReader("clearings", [clearings], static bytes => ClearingDocument.Read(bytes, 5000));
    }

    private static void Open(byte[] bytes, SealTerms terms, IReadOnlyList<byte[]> sound)
    {
        if (SealedEntry.TryOpen(bytes, Key, Secret, terms, LongestBody) is not null && !sound.Any(bytes.SequenceEqual))
        {
            throw new InvalidOperationException("Bytes that nobody has sealed were opened.");
        }
    }
}
