using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Validation.Schema;

/// <summary>Finds what belongs to a name straight from the bytes of the request: no string is made for a name that is spelled plainly.</summary>
internal sealed class NameTable<T>(IEnumerable<KeyValuePair<string, T>> entries)
{
    private const int LongestName = 64;

    private readonly FrozenDictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _byName =
        entries.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public IEnumerable<string> Names => _byName.Dictionary.Keys.Order(StringComparer.Ordinal);

    public bool TryFind(JsonProperty property, [MaybeNullWhen(false)] out T value)
    {
        var raw = JsonMarshal.GetRawUtf8PropertyName(property);
        return IsPlain(raw) ? TryFind(raw, out value) : _byName.TryGetValue(property.Name, out value);
    }

    /// <summary>Looks for a JSON string.</summary>
    public bool TryFind(JsonElement text, [MaybeNullWhen(false)] out T value)
    {
        var raw = JsonMarshal.GetRawUtf8Value(text)[1..^1];
        return IsPlain(raw) ? TryFind(raw, out value) : _byName.TryGetValue(text.GetString(), out value);
    }

    private static bool IsPlain(ReadOnlySpan<byte> raw) => !raw.Contains((byte)'\\');

    private bool TryFind(ReadOnlySpan<byte> raw, [MaybeNullWhen(false)] out T value)
    {
        Span<char> name = stackalloc char[LongestName];
        if (raw.Length <= LongestName && Ascii.ToUtf16(raw, name, out var length) == OperationStatus.Done)
        {
            return _byName.TryGetValue(name[..length], out value);
        }

        value = default;
        return false;
    }
}
