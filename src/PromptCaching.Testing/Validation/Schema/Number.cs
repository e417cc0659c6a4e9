using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>A number within bounds.</summary>
internal sealed class Number(double? minimum = null, double? maximum = null, bool whole = false) : Shape
{
    public override Flaw? Check(JsonElement value, SchemaVisit visit)
    {
        if (value.ValueKind != JsonValueKind.Number || (whole && !value.TryGetInt64(out _)))
        {
            return new Flaw(whole ? "Input should be a valid integer" : "Input should be a valid number");
        }

        return !value.TryGetDouble(out var number) || !double.IsFinite(number) ? new Flaw("Input should be a finite number")
            : number < minimum ? new Flaw(FormattableString.Invariant($"Input should be greater than or equal to {minimum}"))
            : number > maximum ? new Flaw(FormattableString.Invariant($"Input should be less than or equal to {maximum}"))
            : null;
    }
}
