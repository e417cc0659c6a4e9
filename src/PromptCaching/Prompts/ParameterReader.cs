using System.Globalization;

namespace PromptCaching.Prompts;

/// <summary>Reads what a template says of a parameter: its type, then <c>maximum N</c>, <c>compress</c> and at the end <c>default VALUE</c>.</summary>
internal static class ParameterReader
{
    private const string OneOf = "one of ";
    private const string Maximum = "maximum ";
    private const string Default = "default";

    public static PromptParameter Read(string name, string text, Func<string, string, FormatException> wrong)
    {
        var (type, rest) = Next(text);
        var parameter = TypeOf(new PromptParameter { Name = name }, type)
            ?? throw wrong(
                $"The type \"{type}\" of {name} is not known.",
                "Known are text, integer, number, boolean, date, list, and one of a | b with at least one choice.");
        while (rest.Length > 0)
        {
            if (rest == Default || rest.StartsWith(Default + " ", StringComparison.Ordinal))
            {
                // The default takes the rest of the line: a text may hold commas.
                return WithDefault(parameter, rest[Default.Length..].Trim(), wrong);
            }

            (var word, rest) = Next(rest);
            parameter = With(parameter, word)
                ?? throw wrong($"\"{word}\" says nothing about {name}.", "Write maximum N (N above 0), compress (text only), or default VALUE at the end.");
        }

        return parameter;
    }

    private static (string First, string Remaining) Next(string text)
    {
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        return comma < 0 ? (text.Trim(), "") : (text[..comma].Trim(), text[(comma + 1)..].Trim());
    }

    private static PromptParameter? TypeOf(PromptParameter parameter, string type) => type switch
    {
        "text" => parameter,
        "integer" => parameter with { Type = PromptParameterType.Integer },
        "number" => parameter with { Type = PromptParameterType.Number },
        "boolean" => parameter with { Type = PromptParameterType.Boolean },
        "date" => parameter with { Type = PromptParameterType.Date },
        "list" => parameter with { Type = PromptParameterType.List },
        _ when type.StartsWith(OneOf, StringComparison.Ordinal) && Items(type[OneOf.Length..]) is { Length: > 0 } choices =>
            parameter with { Type = PromptParameterType.OneOf, Choices = choices },
        _ => null,
    };

    private static PromptParameter? With(PromptParameter parameter, string word) =>
        word == "compress" && parameter.Type == PromptParameterType.Text ? parameter with { IsCompressible = true }
        : word.StartsWith(Maximum, StringComparison.Ordinal)
            && int.TryParse(word[Maximum.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most > 0
            ? parameter with { MaxLength = most }
        : null;

    private static PromptParameter WithDefault(PromptParameter parameter, string text, Func<string, string, FormatException> wrong)
    {
        var value = Parsed(parameter.Type, text);
        try
        {
            PromptValue.Of(parameter, value);
            return parameter with { Default = value };
        }
        catch (ArgumentException refused)
        {
            throw wrong($"The default \"{text}\" cannot be: {refused.Message}", "Write one that can, or leave the default out.");
        }
    }

    private static object? Parsed(PromptParameterType type, string text) => type switch
    {
        PromptParameterType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null,
        PromptParameterType.Number => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
        PromptParameterType.Boolean => text switch { "true" => true, "false" => false, _ => null },
        PromptParameterType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
        PromptParameterType.List => Items(text),
        _ => text,
    };

    private static string[] Items(string text) => text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
