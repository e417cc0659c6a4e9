using System.Runtime.InteropServices;
using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A string of some length, in UTF-16 units. Only one that is long in bytes is decoded to be measured.</summary>
internal sealed class Text(int minimum = 0, int maximum = int.MaxValue) : Shape
{
    private const int Quotes = 2;

    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return new Flaw("Input should be a valid string");
        }

        var bytes = JsonMarshal.GetRawUtf8Value(value).Length - Quotes;
        return bytes < minimum ? new Flaw($"String should have at least {Characters(minimum)}")
            : bytes > maximum && value.GetString()!.Length > maximum ? new Flaw($"String should have at most {Characters(maximum)}")
            : null;
    }

    private static string Characters(int count) => count == 1 ? "1 character" : $"{count} characters";
}
