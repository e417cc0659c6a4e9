namespace ResumeStudio.Emulation;

/// <summary>Begins a bullet with a verb in place of a duty; says nothing that the bullet does not say.</summary>
internal static class BulletWording
{
    private static readonly string[] _duties =
        ["I was responsible for ", "Was responsible for ", "Responsible for ", "My tasks included ", "Duties included ", "In charge of ", "I "];

    private static readonly Dictionary<string, string> _verbs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["building"] = "Built", ["developing"] = "Developed", ["designing"] = "Designed", ["maintaining"] = "Maintained", ["writing"] = "Wrote",
        ["managing"] = "Managed", ["leading"] = "Led", ["testing"] = "Tested", ["running"] = "Ran", ["creating"] = "Created", ["planning"] = "Planned",
        ["teaching"] = "Taught", ["training"] = "Trained", ["supporting"] = "Supported", ["operating"] = "Operated", ["improving"] = "Improved",
        ["migrating"] = "Migrated", ["reviewing"] = "Reviewed", ["organising"] = "Organised", ["organizing"] = "Organized", ["answering"] = "Answered",
        ["preparing"] = "Prepared", ["monitoring"] = "Monitored", ["automating"] = "Automated", ["introducing"] = "Introduced", ["keeping"] = "Kept",
    };

    private static readonly (string From, string To)[] _openings =
    [
        ("I worked on ", "Contributed to "), ("Worked on ", "Contributed to "), ("Helped to ", "Helped "), ("Helped with ", "Supported "),
        ("Did ", "Carried out "),
        ("Used ", "Worked with "), ("Involved in ", "Contributed to "), ("Took part in ", "Contributed to "), ("Looked after ", "Maintained "),
    ];

    public static string Strengthen(string bullet)
    {
        foreach (var (from, to) in _openings)
        {
            if (bullet.StartsWith(from, StringComparison.OrdinalIgnoreCase))
            {
                return to + bullet[from.Length..];
            }
        }

        var start = _duties.FirstOrDefault(duty => bullet.StartsWith(duty, StringComparison.OrdinalIgnoreCase));
        return start is null ? bullet : WithVerb(bullet[start.Length..], bullet);
    }

    private static string WithVerb(string rest, string bullet)
    {
        var end = rest.IndexOf(' ', StringComparison.Ordinal);
        return end < 0 ? bullet
            : _verbs.TryGetValue(rest[..end], out var verb) ? verb + rest[end..]
            : bullet.StartsWith("I ", StringComparison.Ordinal) ? char.ToUpperInvariant(rest[0]) + rest[1..]
            : bullet;
    }
}
