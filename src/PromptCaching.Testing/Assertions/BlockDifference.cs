using System.Text;
using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Assertions;

/// <summary>Says in what two blocks differ: role, type, text, or somewhere in their JSON.</summary>
internal static class BlockDifference
{
    public static string? Describe(RequestBlock before, RequestBlock now)
    {
        if (before.Role != now.Role)
        {
            return $"was said by the {before.Role} and is now said by the {now.Role}";
        }

        if (before.Type != now.Type)
        {
            return $"was of type {before.Type} and is now of type {now.Type}";
        }

        var (one, other) = (Canonical(before), Canonical(now));
        if (one == other)
        {
            return null;
        }

        return Text(before) is { } text && Text(now) is { } changed && text != changed
            ? TextDifference.Describe(text, changed)
            : TextDifference.Describe(one, other);
    }

    private static string? Text(RequestBlock block) => block.Type switch
    {
        "text" when block.TextElement is { ValueKind: JsonValueKind.String } text => text.GetString(),
        "tool_result" => block.Json.GetText("content"),
        _ => null,
    };

    public static string Canonical(RequestBlock block)
    {
        var canonical = new CanonicalJson();
        canonical.WriteBlock(block.Json);
        return Encoding.UTF8.GetString(canonical.Written);
    }
}
