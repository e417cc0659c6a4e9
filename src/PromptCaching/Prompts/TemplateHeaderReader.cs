using System.Text.RegularExpressions;

namespace PromptCaching.Prompts;

/// <summary>Reads the front matter of a template: names with values, between two lines of three dashes.</summary>
internal sealed partial class TemplateHeaderReader(TemplateSource source, IReadOnlyList<string> lines)
{
    private const string Fence = "---";
    private readonly Dictionary<string, (string Value, int Line)> _fields = new(StringComparer.Ordinal);
    private readonly List<(PromptParameter Parameter, int Line)> _parameters = [];

    public TemplateHeader Read()
    {
        if (lines[0].TrimEnd() != Fence)
        {
            throw source.Wrong(1, "A template begins with its name and version.", "Begin with the lines ---, name: ..., version: ..., ---.");
        }

        var end = Enumerable.Range(1, lines.Count - 1).FirstOrDefault(index => lines[index].TrimEnd() == Fence);
        if (end == 0)
        {
            throw source.Wrong(1, "The front matter does not end.", "End it with a line ---.");
        }

        for (var index = 1; index < end; index++)
        {
            ReadLine(lines[index], index + 1);
        }

        return new TemplateHeader
        {
            Name = Identifier("name", end + 1),
            Version = Identifier("version", end + 1),
            Model = Model(),
            IsAsWritten = IsAsWritten(),
            Parameters = _parameters,
            End = end + 1,
        };
    }

    private void ReadLine(string line, int number)
    {
        if (string.IsNullOrWhiteSpace(line) || line.TrimStart().StartsWith('#'))
        {
            return;
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            throw source.Wrong(number, $"\"{line.Trim()}\" has no value.", "Write it as name: value.");
        }

        var (name, value) = (line[..colon].Trim(), Unquoted(line[(colon + 1)..].Trim()));
        if (char.IsWhiteSpace(line[0]))
        {
            AddParameter(name, value, number);
        }
        else if (name is not ("name" or "version" or "model" or "order" or "parameters"))
        {
            throw source.Wrong(number, $"The field {name} is not known.", "Known are name, version, model, order and parameters.");
        }
        else if (!_fields.TryAdd(name, (value, number)))
        {
            throw source.Wrong(number, $"The field {name} stands here a second time.", "Leave one of them out.");
        }
    }

    private void AddParameter(string name, string value, int number)
    {
        if (_fields.Count == 0 || _fields.MaxBy(static field => field.Value.Line).Key != "parameters")
        {
            throw source.Wrong(number, $"{name} is indented and belongs to nothing.", "Write parameters: on a line in front of it, or take the indent away.");
        }

        if (!ParameterName().IsMatch(name))
        {
            throw source.Wrong(number, $"{name} cannot be the name of a parameter.", "Take up to 64 letters, digits and underscores, no digit first.");
        }

        if (_parameters.Any(known => known.Parameter.Name == name))
        {
            throw source.Wrong(number, $"The parameter {name} stands here a second time.", "Leave one of them out.");
        }

        _parameters.Add((ParameterReader.Read(name, value, (problem, mending) => source.Wrong(number, problem, mending)), number));
    }

    private string Identifier(string name, int end)
    {
        var (value, line) = _fields.TryGetValue(name, out var field)
            ? field
            : throw source.Wrong(end, $"The {name} is missing.", $"Write {name}: and a {name} into the front matter.");
        return IdentifierText().IsMatch(value)
            ? value
            : throw source.Wrong(line, $"\"{value}\" cannot be the {name}.", "Take up to 64 letters, digits, '.', '-' and '_'.");
    }

    private string? Model() => !_fields.TryGetValue("model", out var model) ? null
        : model.Value.Length > 0 ? model.Value
        : throw source.Wrong(model.Line, "The model has no name.", "Write the id of a model, or leave the line out.");

    private bool IsAsWritten() => _fields.TryGetValue("order", out var order) && order.Value switch
    {
        "as-written" => true,
        "static-first" => false,
        _ => throw source.Wrong(order.Line, $"The order {order.Value} is not known.", "Known are static-first and as-written."),
    };

    private static string Unquoted(string value) =>
        value.Length > 1 && value[0] == value[^1] && value[0] is '"' or '\'' ? value[1..^1] : value;

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex ParameterName();

    [GeneratedRegex(@"^[A-Za-z0-9._-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierText();
}
