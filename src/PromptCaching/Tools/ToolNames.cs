using System.Buffers;
using System.Reflection;
using PromptCaching.Messages;

namespace PromptCaching.Tools;

/// <summary>Names that the API takes: it answers 400 to others.</summary>
internal static class ToolNames
{
    private const int Longest = 128;
    private const string Suffix = "Async";
    private const string Toolset = "_toolset_";
    private const string LocalFunction = ">g__";

    private static readonly SearchValues<char> Letters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-");

    public static string Check(string? name) =>
        name is { Length: > 0 and <= Longest } && !name.AsSpan().ContainsAnyExcept(Letters)
            ? name
            : throw new ArgumentException($"A tool's name is 1 to {Longest} letters, digits, '_' and '-': '{name}' is not one.", nameof(name));

    /// <exception cref="ArgumentException">It is none, or one whose tools the API runs.</exception>
    public static string OfToolset(Tool toolset)
    {
        // Calls name a toolset by what its type begins with: computer_toolset_20260801 is "computer".
        var end = toolset.Type?.IndexOf(Toolset, StringComparison.Ordinal) ?? -1;
        return end > 0
            ? toolset.Type![..end]
            : throw new ArgumentException($"'{toolset.Type}' is no toolset that the caller runs, such as Tool.ComputerToolset().", nameof(toolset));
    }

    /// <exception cref="ArgumentException">The method is a lambda, which has no name.</exception>
    public static string Of(MethodInfo method)
    {
        var name = NameInSource(method.Name)
            ?? throw new ArgumentException("A lambda has no name to be called by: pass one as name, and say in description what it does.", nameof(method));
        return name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name;
    }

    /// <summary>The compiler calls a local function <c>&lt;Outer&gt;g__Name|0_1</c>, and a lambda <c>&lt;Outer&gt;b__0_1</c>.</summary>
    private static string? NameInSource(string compiled)
    {
        if (!compiled.StartsWith('<'))
        {
            return compiled;
        }

        var (start, end) = (compiled.LastIndexOf(LocalFunction, StringComparison.Ordinal), compiled.LastIndexOf('|'));
        return start >= 0 && end > start ? compiled[(start + LocalFunction.Length)..end] : null;
    }
}
