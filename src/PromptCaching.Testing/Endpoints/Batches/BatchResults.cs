using System.Security.Cryptography;
using System.Text;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>The results as JSON lines, in no order that a caller could rely on; the same seed gives the same one.</summary>
internal static class BatchResults
{
    private const string Type = "application/x-jsonl";

    public static Reply Of(Batch batch, int seed)
    {
        var shuffled = batch.Results.OrderBy(
            result => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{result.CustomId}"))), StringComparer.Ordinal);
        return new Reply { Status = 200, ContentType = Type, Frames = [Lines(shuffled)] };
    }

    private static byte[] Lines(IEnumerable<BatchResult> results)
    {
        using var lines = new MemoryStream();
        foreach (var result in results)
        {
            lines.Write(Json.Write(result.Write));
            lines.Write("\n"u8);
        }

        return lines.ToArray();
    }
}
