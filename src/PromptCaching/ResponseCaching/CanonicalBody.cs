using System.Text.Json;

namespace PromptCaching.ResponseCaching;

/// <summary>Writes what a request asks, in one form for all bodies that ask it: sorted keys, and without what does not change the answer.</summary>
/// <remarks>
/// A deny-list: a field that nobody thought of counts. <c>cache_control</c> is left out where the API reads it as a marker,
/// not inside schemas or tool inputs.
/// </remarks>
internal static class CanonicalBody
{
    private static readonly HashSet<string> Ignored = new(["cache_control", "stream", "metadata", "diagnostics"], StringComparer.Ordinal);

    private enum Place
    {
        Root,
        Messages,
        Message,
        Blocks,
        Block,
        Source,
        Elsewhere,
    }

    /// <returns><see langword="false"/> when a name stands twice in an object: readers differ on what that means, so it is never cached.</returns>
    public static bool TryWrite(JsonElement body, Utf8JsonWriter writer) => Write(body, Place.Root, writer);

    private static bool Write(JsonElement value, Place place, Utf8JsonWriter writer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                return WriteObject(value, place, writer);
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    if (!Write(item, ItemOf(place), writer))
                    {
                        return false;
                    }
                }

                writer.WriteEndArray();
                return true;
            default:
                value.WriteTo(writer);
                return true;
        }
    }

    private static bool WriteObject(JsonElement value, Place place, Utf8JsonWriter writer)
    {
        var members = value.EnumerateObject().ToArray();
        Array.Sort(members, static (left, right) => string.CompareOrdinal(left.Name, right.Name));
        writer.WriteStartObject();
        for (var index = 0; index < members.Length; index++)
        {
            var name = members[index].Name;
            if (index > 0 && members[index - 1].Name == name)
            {
                return false;
            }

            if (IsIgnored(place, name))
            {
                continue;
            }

            writer.WritePropertyName(name);
            if (!Write(members[index].Value, MemberOf(place, name), writer))
            {
                return false;
            }
        }

        writer.WriteEndObject();
        return true;
    }

    private static bool IsIgnored(Place place, string name) => place switch
    {
        Place.Root => Ignored.Contains(name),
        Place.Block => name == "cache_control",
        _ => false,
    };

    private static Place ItemOf(Place place) => place switch
    {
        Place.Messages => Place.Message,
        Place.Blocks => Place.Block,
        _ => Place.Elsewhere,
    };

    private static Place MemberOf(Place place, string name) => (place, name) switch
    {
        (Place.Root, "messages") => Place.Messages,
        (Place.Root, "tools" or "system") => Place.Blocks,
        (Place.Message or Place.Block or Place.Source, "content") => Place.Blocks,
        (Place.Block, "source") => Place.Source,
        _ => Place.Elsewhere,
    };
}
