using System.Text.Json;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Finds what readers of JSON understand differently: a name that stands twice, and half a surrogate pair.</summary>
internal static class Clarity
{
    public static bool IsClear(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => IsClearObject(element),
        JsonValueKind.Array => element.EnumerateArray().All(IsClear),
        JsonValueKind.String => IsText(element.GetString),
        _ => true,
    };

    private static bool IsClearObject(JsonElement element)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            if (!IsText(() => member.Name) || !names.Add(member.Name) || !IsClear(member.Value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsText(Func<string?> read)
    {
        try
        {
            return read() is not null;
        }
        catch (InvalidOperationException)
        {
            // The platform's reader has no text for it either.
            return false;
        }
    }
}
