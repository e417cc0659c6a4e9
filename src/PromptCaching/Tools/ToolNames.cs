using System.Buffers;
using System.Reflection;

namespace PromptCaching.Tools;

/// <summary>Names that the API takes: it answers 400 to others.</summary>
internal static class ToolNames
{
    private const int Longest = 128;
    private const string Suffix = "Async";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    public static string Check(string? name) =>
        name is { Length: > 0 and <= Longest } && !name.AsSpan().ContainsAnyExcept(Letters)
            ? name
            : throw new ArgumentException($"A tool's name is 1 to {Longest} letters, digits, '_' and '-': '{name}' is not one. Give it a name.", nameof(name));

    public static string Of(MethodInfo method) =>
        method.Name.Length > Suffix.Length && method.Name.EndsWith(Suffix, StringComparison.Ordinal) ? method.Name[..^Suffix.Length] : method.Name;
}
