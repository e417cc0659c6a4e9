using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Text.Json;
using PromptCaching.Messages.Content;

namespace PromptCaching.Messages.Json;

/// <summary>Hands out the fields of a JSON object; what nobody could take as the kind they expected is the rest.</summary>
/// <remarks>
/// Ask for the <see cref="Rest"/> last: it gives back what is rented here. Elements are handed out as clones, which cost nothing unless the document will
/// be disposed.
/// </remarks>
internal ref struct JsonFields
{
    private const int Usual = 16;
    private JsonProperty[] _left = ArrayPool<JsonProperty>.Shared.Rent(Usual);
    private int _count;

    public JsonFields(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            GiveBack();
            throw new JsonException($"Expected a JSON object, found {json.ValueKind}.");
        }

        foreach (var property in json.EnumerateObject())
        {
            if (_count == _left.Length)
            {
                var larger = ArrayPool<JsonProperty>.Shared.Rent(_count * 2);
                _left.CopyTo(larger, 0);
                GiveBack();
                _left = larger;
            }

            _left[_count++] = property;
        }
    }

    public string? TakeString(ReadOnlySpan<byte> name) => Find(name, out var at) is { } json ? Took(at, WireJson.AsString(json)) : null;

    public bool? TakeBoolean(ReadOnlySpan<byte> name) =>
        Find(name, out var at) is { ValueKind: JsonValueKind.True or JsonValueKind.False } json ? Took(at, json.GetBoolean()) : null;

    /// <summary>Takes a whole number in its shortest spelling; <c>1e3</c> stays in the rest, as it would come back as 1000.</summary>
    public long? TakeInt64(ReadOnlySpan<byte> name)
    {
        if (Find(name, out var at) is not { ValueKind: JsonValueKind.Number } json || !json.TryGetInt64(out var value))
        {
            return null;
        }

        Span<byte> text = stackalloc byte[20];
        Utf8Formatter.TryFormat(value, text, out var length);
        return JsonMarshal.GetRawUtf8Value(json).SequenceEqual(text[..length]) ? Took(at, value) : null;
    }

    public int? TakeInt32(ReadOnlySpan<byte> name) =>
        Find(name, out _) is { ValueKind: JsonValueKind.Number } json && json.TryGetInt32(out _) ? (int?)TakeInt64(name) : null;

    public WireNumber? TakeNumber(ReadOnlySpan<byte> name) =>
        Find(name, out var at) is { ValueKind: JsonValueKind.Number } json ? Took(at, new WireNumber(json.GetDouble(), json.Clone())) : null;

    public JsonElement? TakeElement(ReadOnlySpan<byte> name) =>
        Find(name, out var at) is { ValueKind: not JsonValueKind.Null } json ? Took(at, json.Clone()) : null;

    public T? TakeObject<T>(ReadOnlySpan<byte> name)
        where T : WireObject, IWireType<T> =>
        Find(name, out var at) is { ValueKind: JsonValueKind.Object } json ? Took(at, T.Read(json)) : null;

    /// <summary>Takes a list whose members are all objects.</summary>
    public IReadOnlyList<T>? TakeList<T>(ReadOnlySpan<byte> name)
        where T : WireObject, IWireType<T>
    {
        if (Find(name, out var at) is not { ValueKind: JsonValueKind.Array } json)
        {
            return null;
        }

        foreach (var item in json.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
        }

        RemoveAt(at);
        return ReadList<T>(json);
    }

    public IReadOnlyList<string>? TakeStrings(ReadOnlySpan<byte> name)
    {
        if (Find(name, out var at) is not { ValueKind: JsonValueKind.Array } json)
        {
            return null;
        }

        var strings = json.EnumerateArray().Select(WireJson.AsString).OfType<string>().ToArray();
        if (strings.Length != json.GetArrayLength())
        {
            return null;
        }

        RemoveAt(at);
        return strings;
    }

    /// <summary>Takes a list of anything.</summary>
    public IReadOnlyList<JsonElement>? TakeElements(ReadOnlySpan<byte> name) =>
        Find(name, out var at) is { ValueKind: JsonValueKind.Array } json ? Took<JsonElement[]>(at, [.. json.Clone().EnumerateArray()]) : null;

    /// <summary>Takes a value that has several forms, such as a name or an object.</summary>
    public T? TakeEither<T>(ReadOnlySpan<byte> name, Func<JsonElement, T?> tryRead)
        where T : WireObject =>
        Find(name, out var at) is { } json ? Took(at, tryRead(json)) : null;

    /// <summary>Takes a string or an array of blocks.</summary>
    public MessageContent? TakeContent(ReadOnlySpan<byte> name) =>
        Find(name, out var at) is { } json && MessageContent.TryRead(json) is { } content ? Took(at, content) : null;

    public IReadOnlyDictionary<string, JsonElement> Rest()
    {
        var rest = _count == 0 ? WireObject.NoFields : _count > FewFields.Most ? Many() : Few();
        GiveBack();
        return rest;
    }

    public static T[] ReadList<T>(JsonElement json)
        where T : IWireType<T>
    {
        var list = new T[json.GetArrayLength()];
        var next = 0;
        foreach (var item in json.EnumerateArray())
        {
            list[next++] = T.Read(item);
        }

        return list;
    }

    private readonly IReadOnlyDictionary<string, JsonElement> Few()
    {
        var few = ArrayPool<string>.Shared.Rent(_count);
        try
        {
            var names = few.AsSpan(0, _count);
            var (isOnce, isNull) = (true, true);
            for (var at = 0; at < _count; at++)
            {
                var word = KnownWords.Find(JsonMarshal.GetRawUtf8PropertyName(_left[at]));
                names[at] = word ?? _left[at].Name;
                isOnce &= !names[..at].Contains(names[at]);
                isNull &= word is not null && _left[at].Value.ValueKind == JsonValueKind.Null;
            }

            return !isOnce ? Many() : isNull ? NullFields.Of(names) : Named(names);
        }
        finally
        {
            ArrayPool<string>.Shared.Return(few, clearArray: true);
        }
    }

    private readonly FewFields Named(ReadOnlySpan<string> names)
    {
        var fields = new KeyValuePair<string, JsonElement>[_count];
        for (var at = 0; at < _count; at++)
        {
            fields[at] = new(names[at], _left[at].Value.Clone());
        }

        return new FewFields(fields);
    }

    private readonly Dictionary<string, JsonElement> Many()
    {
        var many = new Dictionary<string, JsonElement>(_count, StringComparer.Ordinal);
        for (var at = 0; at < _count; at++)
        {
            many[_left[at].Name] = _left[at].Value.Clone();
        }

        return many;
    }

    // From the end: of two fields with one name the last one counts.
    private JsonElement? Find(ReadOnlySpan<byte> name, out int at)
    {
        for (at = _count - 1; at >= 0; at--)
        {
            if (_left[at].NameEquals(name))
            {
                return _left[at].Value;
            }
        }

        return null;
    }

    private void RemoveAt(int at)
    {
        _count--;
        Array.Copy(_left, at + 1, _left, at, _count - at);
    }

    private void GiveBack() => ArrayPool<JsonProperty>.Shared.Return(_left, clearArray: true);

    [return: NotNullIfNotNull(nameof(value))]
    private T? Took<T>(int at, T? value)
    {
        if (value is not null)
        {
            RemoveAt(at);
        }

        return value;
    }
}
