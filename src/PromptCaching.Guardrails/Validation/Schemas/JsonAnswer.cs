using System.Text.Json;

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

        JsonDocument answer;
        try
        {
            answer = JsonDocument.Parse(Bare(text));
        }
        catch (JsonException wrong)
        {
            var place = $"line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1}";
            return [new(ValidationCodes.NotJson, ValidationSeverity.Error, $"It is not JSON: {place}.")];
        }

        using (answer)
        using (var wanted = JsonDocument.Parse(schema))
        {
            return [.. new SchemaComparison(wanted.RootElement).Problems(answer.RootElement).Take(MostProblems)
                .Select(static problem => new ValidationIssue(ValidationCodes.SchemaMismatch, ValidationSeverity.Error, problem))];
        }
    }

    private static string Bare(string text)
    {
        var lines = AnswerLine.Of(text.Trim());
        return lines.Count > 2 && lines.All(static line => line.IsCode)
            ? string.Join('\n', lines.Skip(1).SkipLast(1).Select(static line => line.Text))
            : text;
    }
}
