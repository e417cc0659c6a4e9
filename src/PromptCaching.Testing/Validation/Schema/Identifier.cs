using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>Letters, digits, underscores and hyphens, at least one of them.</summary>
internal sealed class Identifier(int maximum = int.MaxValue) : Shape
{
    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-"u8);

    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return new Flaw("Input should be a valid string");
        }

        var raw = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        var fits = raw.Contains((byte)'\\') ? Fits(Encoding.UTF8.GetBytes(value.GetString()!)) : Fits(raw);
        return fits ? null : new Flaw($"String should match pattern '^[a-zA-Z0-9_-]{(maximum == int.MaxValue ? "+" : $"{{1,{maximum}}}")}$'");
    }

    private bool Fits(ReadOnlySpan<byte> name) => name.Length >= 1 && name.Length <= maximum && !name.ContainsAnyExcept(Allowed);
}
