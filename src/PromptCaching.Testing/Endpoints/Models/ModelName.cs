using System.Globalization;

namespace PromptCaching.Testing.Endpoints.Models;

/// <summary>A model id taken apart: its line and its generation, such as opus and 4.5.</summary>
internal sealed record ModelName(string Line, decimal Generation)
{
    private const int LongestNumber = 2; // longer ones are dates

    public string DisplayName => $"Claude {char.ToUpperInvariant(Line[0])}{Line[1..]} {Generation.ToString("0.#", CultureInfo.InvariantCulture)}";

    public static ModelName? Of(string id)
    {
        var parts = id.Split('-');
        var numbers = parts.Where(static part => part.Length <= LongestNumber && part.All(char.IsAsciiDigit))
            .Select(static part => int.Parse(part, CultureInfo.InvariantCulture))
            .ToArray();
        var line = parts.Skip(1).FirstOrDefault(static part => part.Length > 0 && part.All(char.IsAsciiLetterLower));
        return parts[0] == "claude" && line is not null && numbers.Length > 0
            ? new ModelName(line, numbers[0] + (numbers.Length > 1 ? numbers[1] / 10m : 0m))
            : null;
    }
}
