using System.Security.Cryptography;

namespace PromptCaching.Storage.Files;

/// <summary>The secret of a directory: made once, whoever comes first, and the same for every process after that.</summary>
internal static class DirectorySecret
{
    public const string FileName = ".secret";
    private const int SecretLength = 32;
    private const int ChecksumLength = 16;

    /// <summary>A wait is a millisecond at most, after the first few that are none; to make a secret takes some tens of them on a slow disk.</summary>
    private const int MostWaits = 10_000;

    private static ReadOnlySpan<byte> Magic => "PCS\u0001"u8;

    /// <summary>Reads the secret, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file is torn, or not one of ours.</exception>
    /// <exception cref="IOException">Another process has begun to make it and hangs, or the directory cannot be written.</exception>
    public static byte[] Get(EntryDirectory directory)
    {
        var path = directory.PathOf(FileName);
        var wait = default(SpinWait);
        while (wait.Count < MostWaits)
        {
            if (Read(path) is { } known)
            {
                return known;
            }

            // A move that must not overwrite looks first and renames then, so two of them can both succeed: only one may try.
            using var turn = directory.TryLock(path + ".lock");
            if (turn is null)
            {
                wait.SpinOnce();
            }
            else if (!File.Exists(path))
            {
                WholeFile.WriteDurably(directory, path, Sealed(RandomNumberGenerator.GetBytes(SecretLength)));
            }
        }

        throw new IOException($"'{path}' is being made by another process that does not come to an end with it; end that process.");
    }

    private static byte[]? Read(string path)
    {
        using var file = EntryDirectory.TryOpen(path, FileOptions.None);
        if (file is null)
        {
            return null;
        }

        using var content = RentedFile.Read(file);
        var bytes = content.Bytes.Span;
        var secret = bytes.Length == Magic.Length + SecretLength + ChecksumLength ? bytes.Slice(Magic.Length, SecretLength).ToArray() : [];
        return bytes.SequenceEqual(Sealed(secret)) ? secret : throw new InvalidDataException(
            $"'{path}' does not hold the secret of a store: it was cut, changed or made by another program. "
            + "Put it back from a backup, or delete it: a new one is made, and what was stored with the old one is asked for again.");
    }

    private static byte[] Sealed(byte[] secret) => [.. Magic, .. secret, .. SHA256.HashData([.. Magic, .. secret]).AsSpan(0, ChecksumLength)];
}
