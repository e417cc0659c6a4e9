using System.Buffers;
using System.Text;
using System.Text.Json;
using PromptCaching.Guardrails.Validation.Wire;

namespace PromptCaching.Guardrails.Validation.Schemas;

/// <summary>Reads an answer that is to be JSON, alone or in one code fence, and compares it with a schema.</summary>
internal static class JsonAnswer
{
    private const int MostProblems = 5;

    public static IEnumerable<ValidationIssue> Check(string text, string? schema)
    {
        if (schema is null)
        {
            return [];
        }

        var bytes = Encoding.UTF8.GetBytes(Bare(text));
        JsonDocument answer;
        try
        {
            answer = JsonDocument.Parse(bytes, WireReading.Document);
        }
        catch (JsonException wrong)
        {
            var place = $"line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}";
            return [new(ValidationCodes.NotJson, ValidationSeverity.Error, $"It is not JSON: {place}.")];
        }

        using (answer)
        using (var wanted = JsonDocument.Parse(schema))
        {
            return HoldsHalfPair(bytes)
                ? [new(ValidationCodes.NotJson, ValidationSeverity.Error, "It is not JSON: a string holds half a surrogate pair.")]
                : [.. new SchemaComparison(wanted.RootElement).Problems(answer.RootElement).Take(MostProblems)
                .Select(static problem => new ValidationIssue(ValidationCodes.SchemaMismatch, ValidationSeverity.Error, problem))];
        }
    }

    /// <summary>JSON lets them stand as escapes, and nobody can compare them: they are no text.</summary>
    private static bool HoldsHalfPair(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, WireReading.Options);
        while (reader.Read())
        {
            for (var rest = reader.ValueIsEscaped ? JsonStringPlace.At(reader).Text.AsSpan() : default; !rest.IsEmpty;)
            {
                if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
                {
                    return true;
                }

                rest = rest[length..];
            }
        }

        return false;
    }

    private static string Bare(string text)
    {
        var lines = AnswerLine.Of(text.Trim());
        return lines.Count > 2 && lines.All(static line => line.IsCode)
            ? string.Join('\n', lines.Skip(1).SkipLast(1).Select(static line => line.Text))
            : text;
    }
}
