using System.Buffers;
using System.Text.Json;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>
/// A batch names the address of its results in full, and clients go there with whatever credentials they have: at the API a gateway's token would be
/// refused, and known to others. So it is made to point at the gateway.
/// </summary>
internal static class ResultAddresses
{
    private const string Member = "results_url";

    /// <summary>Puts the gateway in the API's place; every other byte stays.</summary>
    public static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, string api, string gateway)
    {
        var changed = new ArrayBufferWriter<byte>(body.Length + 256);
        var done = 0;
        try
        {
            var reader = new Utf8JsonReader(body.Span);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(Member) || !reader.Read()
                    || reader.TokenType != JsonTokenType.String || !reader.GetString()!.StartsWith(api + "/", StringComparison.Ordinal))
                {
                    continue;
                }

                var address = JsonEncodedText.Encode(gateway + reader.GetString()![api.Length..]);
                changed.Write(body.Span[done..((int)reader.TokenStartIndex + 1)]);
                changed.Write(address.EncodedUtf8Bytes);
                done = (int)reader.BytesConsumed - 1;
            }
        }
        catch (JsonException)
        {
            // What is no JSON names no address that a client would find.
            return body;
        }

        if (done == 0)
        {
            return body;
        }

        changed.Write(body.Span[done..]);
        return changed.WrittenMemory;
    }
}
