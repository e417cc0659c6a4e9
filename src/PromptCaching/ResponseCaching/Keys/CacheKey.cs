using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>The key of an answer: an HMAC over a versioned description of the question, so that keys tell nothing about prompts.</summary>
/// <param name="Text">The model and 43 characters that are safe in any store.</param>
internal readonly record struct CacheKey(string Text)
{
    private const int LongestModel = 64;
    private static readonly SearchValues<char> ModelLetters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-");

    /// <summary>One of several answers to the same question.</summary>
    /// <param name="number">Its number; 0 is the question's own key.</param>
    public CacheKey Alternative(int number) => number == 0 ? this : new CacheKey(string.Create(CultureInfo.InvariantCulture, $"{Text}-{number}"));

    /// <summary>Makes the key of a question.</summary>
    /// <param name="written">The canonical bytes of envelope, user and body.</param>
    /// <param name="order">Which of them count, and in what order.</param>
    /// <param name="model">Goes before the key, for whoever looks into the store.</param>
    /// <param name="secret">Without it nobody can tell which question a key belongs to.</param>
    public static CacheKey Of(ReadOnlySpan<byte> written, ReadOnlySpan<Range> order, string? model, ReadOnlySpan<byte> secret)
    {
        using var keyed = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        foreach (var part in order)
        {
            keyed.AppendData(written[part]);
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        keyed.GetHashAndReset(hash);
        return new CacheKey(Segment(model) + ":" + Convert.ToBase64String(hash).TrimEnd('=').Replace('+', '-').Replace('/', '_'));
    }

    /// <summary>A model's name comes from outside: what does not look like one stays out of the store.</summary>
    private static string Segment(string? model) =>
        model is { Length: > 0 and <= LongestModel } && model.AsSpan().IndexOfAnyExcept(ModelLetters) < 0 ? model : "other";
}
