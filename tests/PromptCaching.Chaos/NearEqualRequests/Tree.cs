using System.Globalization;
using System.Text.Json;

namespace PromptCaching.Chaos.NearEqualRequests;

internal enum TreeKind
{
    Object,
    Array,
    Text,
    Number,

    /// <summary>true, false or null.</summary>
    Literal,
}

/// <summary>A JSON value as it is spelled, immutable: a change shares everything with the original but the path to it. Names may stand twice.</summary>
internal sealed class Tree
{
    private Tree(TreeKind kind, string value, string[] names, Tree[] items)
    {
        (Kind, Value, Names, Items) = (kind, value, names, items);
        Size = 1;
        foreach (var item in items)
        {
            Size += item.Size;
        }
    }

    public static Tree Null { get; } = Literal("null");

    public static Tree Marker { get; } = Object(("type", Text("ephemeral")));

    public TreeKind Kind { get; }

    /// <summary>Gets the text without quotes and escapes, the digits of a number, or the literal.</summary>
    public string Value { get; }

    public string[] Names { get; }

    public Tree[] Items { get; }

    /// <summary>Gets how many values it is, itself included.</summary>
    public int Size { get; }

    public static Tree Text(string text) => new(TreeKind.Text, text, [], []);

    public static Tree Number(string digits) => new(TreeKind.Number, digits, [], []);

    public static Tree Literal(string literal) => new(TreeKind.Literal, literal, [], []);

    public static Tree Array(params Tree[] items) => new(TreeKind.Array, "", [], items);

    public static Tree Object(params (string Name, Tree Value)[] members) =>
        new(TreeKind.Object, "", [.. members.Select(static member => member.Name)], [.. members.Select(static member => member.Value)]);

    public static Tree Object(string[] names, Tree[] items) => new(TreeKind.Object, "", names, items);

    public static Tree Parse(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    public static Tree Of(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Object([.. element.EnumerateObject().Select(static member => (member.Name, Of(member.Value)))]),
        JsonValueKind.Array => Array([.. element.EnumerateArray().Select(Of)]),
        JsonValueKind.String => Text(element.GetString()!),
        JsonValueKind.Number => Number(element.GetRawText()),
        _ => Literal(element.GetRawText()),
    };

    public Tree? Member(string name) => System.Array.IndexOf(Names, name) is >= 0 and var index ? Items[index] : null;

    public Tree WithItem(int index, Tree item)
    {
        var items = (Tree[])Items.Clone();
        items[index] = item;
        return new Tree(Kind, Value, Names, items);
    }

    public Tree WithMember(string name, Tree value) => System.Array.IndexOf(Names, name) is >= 0 and var index
        ? WithItem(index, value)
        : Object([.. Names, name], [.. Items, value]);

    public Tree WithoutItem(int index)
    {
        var items = Items.Where((_, at) => at != index).ToArray();
        return new Tree(Kind, Value, Names.Length == 0 ? [] : [.. Names.Where((_, at) => at != index)], items);
    }

    public Tree Without(string name) => System.Array.IndexOf(Names, name) is >= 0 and var index ? WithoutItem(index) : this;

    /// <summary>Replaces one of the values in it.</summary>
    /// <param name="number">Which one, counted from the root, which is 0.</param>
    /// <param name="change">Makes the other value.</param>
    public Tree Change(int number, Func<Tree, Tree> change)
    {
        if (number == 0)
        {
            return change(this);
        }

        number--;
        for (var index = 0; ; index++)
        {
            var item = Items[index];
            if (number < item.Size)
            {
                return WithItem(index, item.Change(number, change));
            }

            number -= item.Size;
        }
    }

    public override string ToString() => Kind switch
    {
        TreeKind.Object => "{" + string.Join(',', Names.Zip(Items, static (name, item) => $"{name}:{item}")) + "}",
        TreeKind.Array => string.Create(CultureInfo.InvariantCulture, $"[{string.Join<Tree>(',', Items)}]"),
        TreeKind.Text => $"\"{Value}\"",
        _ => Value,
    };
}
