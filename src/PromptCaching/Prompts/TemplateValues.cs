namespace PromptCaching.Prompts;

/// <summary>The values of one request, checked and as the prompt says them.</summary>
internal static class TemplateValues
{
    public static Dictionary<string, PromptValue> Of(IReadOnlyList<PromptParameter> parameters, IReadOnlyDictionary<string, object?> values)
    {
        string[] problems = [.. Problems(parameters, values)];
        return problems.Length == 0
            ? parameters.ToDictionary(static parameter => parameter.Name, parameter => PromptValue.Of(parameter, Given(parameter, values)))
            : throw new ArgumentException(string.Join(' ', problems));
    }

    private static IEnumerable<string> Problems(IReadOnlyList<PromptParameter> parameters, IReadOnlyDictionary<string, object?> values)
    {
        string[] missing = [.. parameters.Where(parameter => Given(parameter, values) is null).Select(static parameter => parameter.Name)];
        string[] idle = [.. values.Keys.Except(parameters.Select(static parameter => parameter.Name)).Order(StringComparer.Ordinal)];
        (string Complaint, string[] Names)[] complaints = [("No value is given for", missing), ("The template has no place for", idle)];
        return complaints.Where(static item => item.Names.Length > 0)
            .Select(static item => $"{item.Complaint} {string.Join(", ", item.Names.Select(Braced))}.");
    }

    private static string Braced(string name) => $"{{{name}}}";

    private static object? Given(PromptParameter parameter, IReadOnlyDictionary<string, object?> values) =>
        values.TryGetValue(parameter.Name, out var value) && value is not null ? value : parameter.Default;
}
