using System.Buffers;
using System.Security.Cryptography;

namespace PromptCaching.Storage.Files;

/// <summary>The names of files: the hash of a key for an entry, and more behind it while the entry is being written.</summary>
internal static class EntryName
{
    private const string Extension = ".entry";
    private const int HashLength = SHA256.HashSizeInBytes * 2;
    private const int RandomLength = 16;
    private const int FinishedLength = HashLength + 6;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789ABCDEF");

    public static string Of(string key) => Convert.ToHexString(SHA256.HashData(EntryLayout.BytesOf(key))) + Extension;

    /// <summary>Makes a name that no other writer has.</summary>
    public static string Unfinished(string path) => path + "." + Convert.ToHexString(RandomNumberGenerator.GetBytes(RandomLength / 2));

    /// <summary>Whether a file is an entry: whatever else lies in the directory is not ours to remove.</summary>
    public static bool IsEntry(ReadOnlySpan<char> name) =>
        name.Length == FinishedLength && name.EndsWith(Extension, StringComparison.Ordinal) && IsHexadecimal(name[..HashLength]);

    public static bool IsUnfinished(ReadOnlySpan<char> name) =>
        name.Length == FinishedLength + 1 + RandomLength
        && IsEntry(name[..FinishedLength])
        && name[FinishedLength] == '.'
        && IsHexadecimal(name[(FinishedLength + 1)..]);

    private static bool IsHexadecimal(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Digits);
}
