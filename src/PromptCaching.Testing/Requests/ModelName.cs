using System.Globalization;

namespace PromptCaching.Testing.Requests;

/// <summary>What a model id says: the family and the version, in both spellings (claude-3-5-haiku-20241022, claude-haiku-4-5-20251001).</summary>
internal sealed record ModelName(string Family, int Major, int Minor)
{
    private const int LongestVersionPart = 2; // longer ones are dates

    public string DisplayName => $"Claude {char.ToUpperInvariant(Family[0])}{Family[1..]} {(Minor == 0 ? $"{Major}" : $"{Major}.{Minor}")}";

    public static ModelName? Of(string model)
    {
        var parts = model.Split('-');
        var numbers = parts
            .Where(static part => part.Length is > 0 and <= LongestVersionPart && part.All(char.IsAsciiDigit))
            .Select(static part => int.Parse(part, CultureInfo.InvariantCulture))
            .ToArray();
        var family = parts.Skip(1).FirstOrDefault(static part => part.Length > 0 && char.IsAsciiLetterLower(part[0]));
        return parts[0] == "claude" && family is not null && numbers.Length > 0
            ? new ModelName(family, numbers[0], numbers.Length > 1 ? numbers[1] : 0)
            : null;
    }

    public bool IsAtLeast(int major, int minor) => Major > major || (Major == major && Minor >= minor);
}
