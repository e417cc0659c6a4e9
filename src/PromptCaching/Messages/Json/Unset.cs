using System.Collections.ObjectModel;

namespace PromptCaching.Messages.Json;

/// <summary>
/// Stands in for a list that the JSON did not have where the property is never null. Told apart by reference: an empty list
/// was there and is written, this one is not.
/// </summary>
internal static class Unset<T>
{
    public static readonly IReadOnlyList<T> List = new ReadOnlyCollection<T>(new List<T>());

    public static IReadOnlyList<T>? AsNull(IReadOnlyList<T> list) => ReferenceEquals(list, List) ? null : list;
}
