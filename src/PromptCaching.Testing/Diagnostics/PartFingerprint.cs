using System.Security.Cryptography;
using System.Text;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Diagnostics;

/// <summary>The hash of a part of a request, markers left out, and its length in bytes.</summary>
internal readonly record struct PartFingerprint(PrefixKey Hash, int Bytes)
{
    public static PartFingerprint Of(string text) => Of(Encoding.UTF8.GetBytes(text));

    public static PartFingerprint Of(IEnumerable<RequestBlock> blocks)
    {
        var canonical = new CanonicalJson();
        foreach (var block in blocks)
        {
            canonical.WriteRaw(block.Role ?? "");
            canonical.WriteBlock(block.Json);
        }

        return Of(canonical.Written);
    }

    private static PartFingerprint Of(ReadOnlySpan<byte> bytes) => new(PrefixKey.From(SHA256.HashData(bytes), bytes.Length), bytes.Length);
}
