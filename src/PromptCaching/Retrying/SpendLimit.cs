using System.Text.Json;

namespace PromptCaching.Retrying;

/// <summary>The one reason for a 429 that waiting does not remove: a tier's spend limit lasts to the end of the month.</summary>
internal static class SpendLimit
{
    private static ReadOnlySpan<byte> Code => "enforced_spend_limit_reached"u8;

    public static bool IsNamedIn(ReadOnlySpan<byte> error)
    {
        var reader = new Utf8JsonReader(error);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("error_code"u8))
                {
                    reader.Read();
                    return reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Code);
                }
            }
        }
        catch (JsonException)
        {
            // A proxy's 429 without API JSON is an ordinary one.
        }

        return false;
    }
}
