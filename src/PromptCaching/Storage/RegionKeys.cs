using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Storage;

/// <summary>The keys of applications' values.</summary>
internal static class RegionKeys
{
    private const int LongestModel = 64;
    private const int ScopeBytes = 16;
    private static readonly SearchValues<char> _plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <returns>The model and a hash of everything: two models whose names look alike in a key do not share it.</returns>
    public static string Of(ReadOnlySpan<byte> secret, string model, ReadOnlySpan<object?> parameters)
    {
        var bytes = new ArrayBufferWriter<byte>();
        var writer = new ParameterBytes(bytes);
        writer.Write("PromptCaching/1/key");
        writer.Write(model);
        foreach (var parameter in parameters)
        {
            writer.Write(parameter);
        }

        return $"{NameOf(model)}:{Hash(secret, bytes.WrittenSpan, HMACSHA256.HashSizeInBytes)}";
    }

    public static string OfScope(ReadOnlySpan<byte> secret, string scope) =>
        Hash(secret, Encoding.UTF8.GetBytes("PromptCaching/1/scope\0" + scope), ScopeBytes);

    /// <summary>A model as it may stand in a key of any store.</summary>
    private static string NameOf(string model)
    {
        if (model.Length > LongestModel)
        {
            return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(model)).AsSpan(0, ScopeBytes));
        }

        return model.AsSpan().ContainsAnyExcept(_plain)
            ? string.Create(model.Length, model, static (name, model) =>
            {
                for (var index = 0; index < name.Length; index++)
                {
                    name[index] = _plain.Contains(model[index]) ? model[index] : '_';
                }
            })
            : model;
    }

    private static string Hash(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> bytes, int length)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, bytes, hash);
        return Convert.ToBase64String(hash[..length]).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }
}
