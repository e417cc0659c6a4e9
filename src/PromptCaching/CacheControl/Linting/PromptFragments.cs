using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Takes a block apart into its texts, in the order in which they stand.</summary>
internal static class PromptFragments
{
    /// <summary>Quotes, colon and comma around a name and its value.</summary>
    private const int Punctuation = 6;

    public static IEnumerable<Fragment> Of(PromptBlock block)
    {
        if (block.Json.ValueKind != JsonValueKind.Object)
        {
            yield break;
        }

        foreach (var property in block.Json.EnumerateObject())
        {
            var name = JsonLook.NameOf(property);
            if (name is not ("type" or "cache_control" or "signature" or "id" or "tool_use_id"))
            {
                foreach (var fragment in Walk(property.Value, block.PlaceOf(name), OriginOf(block, name), block.Level == PromptLevel.Tools))
                {
                    yield return fragment;
                }
            }
        }
    }

    private static FragmentOrigin OriginOf(PromptBlock block, string field) => (block.Level, field) switch
    {
        (PromptLevel.Tools, "description") or (PromptLevel.System, "text") => FragmentOrigin.Instructions,
        (PromptLevel.Tools, "input_schema") => FragmentOrigin.Schema,
        (PromptLevel.Messages, "text" or "title" or "context") when block.Role != "assistant" => FragmentOrigin.Turn,
        _ => FragmentOrigin.Record,
    };

    private static FragmentOrigin OriginWithin(FragmentOrigin origin, string name) => origin switch
    {
        FragmentOrigin.Schema or FragmentOrigin.SchemaDefault => name switch
        {
            "default" => FragmentOrigin.SchemaDefault,
            "examples" or "example" or "enum" or "const" or "pattern" => FragmentOrigin.Record,
            _ => FragmentOrigin.Schema,
        },
        _ => origin,
    };

    private static IEnumerable<Fragment> Walk(JsonElement element, string place, FragmentOrigin origin, bool countsNames) => element.ValueKind switch
    {
        JsonValueKind.String => [new Fragment(place, element.Read(), origin)],
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Walk(item, $"{place}.{index}", origin, countsNames)),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            WalkProperty(element, property.Value, JsonLook.NameOf(property), place, origin, countsNames)),
        JsonValueKind.Null or JsonValueKind.Undefined => [],
        _ => [new Fragment(place, element.GetRawText(), FragmentOrigin.Record)],
    };

    private static IEnumerable<Fragment> WalkProperty(
        JsonElement holder, JsonElement value, string name, string place, FragmentOrigin origin, bool countsNames)
    {
        if (name == "data" && holder.GetText("type") == "base64")
        {
            return [];
        }

        var fragments = Walk(value, $"{place}.{name}", OriginWithin(origin, name), countsNames);
        return countsNames ? fragments.Prepend(new Fragment(place, "", FragmentOrigin.Record) { Overhead = name.Length + Punctuation }) : fragments;
    }
}
