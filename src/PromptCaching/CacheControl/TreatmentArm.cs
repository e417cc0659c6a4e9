using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl;

/// <summary>Decides on which side of a comparison a conversation is.</summary>
/// <remarks>
/// All turns begin with the same first message, so its texts decide. Markers and the choice between a string and a text block change from turn to
/// turn and do not count. The hash has no key: every process decides the same.
/// </remarks>
internal static class TreatmentArm
{
    public static CacheControlArm Of(CacheControlOptions options, RequestOutline request, ReadOnlySpan<byte> body) =>
        options.Shadow ? CacheControlArm.Shadow
        : options.TreatedShare >= 1 || (options.TreatedShare > 0 && PlaceOf(request, body) < options.TreatedShare) ? CacheControlArm.Treated
        : CacheControlArm.Control;

    /// <summary>Gives a conversation its place from 0 up to 1; many of them are spread evenly.</summary>
    public static double PlaceOf(RequestOutline request, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var block in request.Blocks.Where(static block => block.Level == PromptLevel.Messages && block.Message == 0))
        {
            AppendTexts(hash, body[block.Start..block.End]);
        }

        Span<byte> result = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(result);

        // 53 bits are what a double holds exactly: the place never rounds up to 1.
        return (BinaryPrimitives.ReadUInt64BigEndian(result) >> 11) * Math.ScaleB(1, -53);
    }

    private static void AppendTexts(IncrementalHash hash, ReadOnlySpan<byte> block)
    {
        var reader = new Utf8JsonReader(block, JsonSettings.Reader);
        while (reader.Read())
        {
            // A name with escapes may be no text at all, and is neither of these.
            if (reader is { TokenType: JsonTokenType.PropertyName, ValueIsEscaped: false }
                && (reader.ValueTextEquals("cache_control"u8) || reader.ValueTextEquals("type"u8)))
            {
                reader.Read();
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.String)
            {
                hash.AppendData(reader.ValueSpan);
                hash.AppendData([0]);
            }
        }
    }
}
