using System.Globalization;

namespace PromptCaching.Prompts;

/// <summary>Orders versions as people count them: 2 before 10, 1.9 before 1.10, and words by their letters behind numbers.</summary>
internal sealed class VersionOrder : IComparer<string>
{
    public static VersionOrder Ascending { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = ((x ?? "").Split('.'), (y ?? "").Split('.'));
        return left.Zip(right, ComparePart).FirstOrDefault(static order => order != 0) is var order && order != 0
            ? order
            : left.Length != right.Length ? left.Length.CompareTo(right.Length)
            : string.CompareOrdinal(x, y);
    }

    private static int ComparePart(string left, string right) => (Number(left), Number(right)) switch
    {
        ({ } one, { } other) => one.CompareTo(other),
        ({ }, null) => -1,
        (null, { }) => 1,
        _ => string.CompareOrdinal(left, right),
    };

    private static ulong? Number(string part) => ulong.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
