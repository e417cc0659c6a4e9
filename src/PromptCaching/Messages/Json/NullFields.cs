using System.Text.Json;

namespace PromptCaching.Messages.Json;

/// <summary>
/// The fields of an object that say no more than null: the API writes the same few in every answer, so they are made once. They hold nothing of the
/// answer in memory.
/// </summary>
internal static class NullFields
{
    private const int Places = 64;
    private static readonly JsonElement Null = JsonElement.Parse("null"u8);
    private static readonly FewFields?[] Shared = new FewFields?[Places];

    /// <summary>Finds the fields of these names, all known words; two threads that find none at once make two, and one of them stays.</summary>
    public static FewFields Of(ReadOnlySpan<string> names)
    {
        var hash = default(HashCode);
        foreach (var name in names)
        {
            hash.Add(name, StringComparer.Ordinal);
        }

        ref var place = ref Shared[(uint)hash.ToHashCode() % Places];
        return Volatile.Read(ref place) is { } there && there.HasNames(names) ? there : Make(ref place, names);
    }

    private static FewFields Make(ref FewFields? place, ReadOnlySpan<string> names)
    {
        var fields = new KeyValuePair<string, JsonElement>[names.Length];
        for (var at = 0; at < names.Length; at++)
        {
            fields[at] = new(names[at], Null);
        }

        var made = new FewFields(fields);
        Volatile.Write(ref place, made);
        return made;
    }
}
