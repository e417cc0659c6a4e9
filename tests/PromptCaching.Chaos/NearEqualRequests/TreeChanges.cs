using System.Globalization;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Changes one thing anywhere in a body; whether that changes the question is for others to say.</summary>
internal static class TreeChanges
{
    private static readonly string[] Names =
    [
        "cache_control", "cache_control", "content", "source", "stream", "metadata", "diagnostics", "user_id", "type", "text", "input", "tools", "system",
        "messages", "future", "", "temperature", "a.b", "\u00e9", "e\u0301", "title",
    ];

    private static readonly Tree[] Values =
    [
        Tree.Null, Tree.Literal("true"), Tree.Literal("false"), Tree.Number("0"), Tree.Number("-0"),
            Tree.Number("1"), Tree.Text(""), Tree.Text("null"), Tree.Text("1"),
        Tree.Array(), Tree.Object(), Tree.Marker, Tree.Array(Tree.Object(("cache_control", Tree.Marker))),
        Tree.Array(Tree.Object(("type", Tree.Text("text")), ("text", Tree.Text("x")), ("cache_control", Tree.Marker))),
        Tree.Object(("cache_control", Tree.Marker)), Tree.Object(("content", Tree.Array(Tree.Object(("cache_control", Tree.Marker))))),
        Tree.Object(("user_id", Tree.Text("u"))), Tree.Object(("user_id", Tree.Number("5"))),
    ];

    public static Tree ChangeOne(Tree body, Random chance) =>
        chance.OneIn(40) ? ChangeUser(body, chance) : body.Change(chance.Next(body.Size), one => Change(one, chance));

    private static Tree Change(Tree one, Random chance) => chance.OneIn(6) ? Replace(one, chance) : one.Kind switch
    {
        TreeKind.Object => ChangeObject(one, chance),
        TreeKind.Array => ChangeArray(one, chance),
        TreeKind.Text => TextChanges.Change(one, chance),
        TreeKind.Number => ChangeNumber(one.Value, chance),
        _ => chance.Pick([Tree.Null, Tree.Literal("true"), Tree.Literal("false"), Tree.Text(one.Value), Tree.Number("0"), Tree.Number("1")]),
    };

    private static Tree ChangeUser(Tree body, Random chance) => body.WithMember("metadata", Tree.Object(("user_id", chance.Next(5) switch
    {
        0 => Tree.Text("user-" + chance.Next(1000).ToString(CultureInfo.InvariantCulture)),
        1 => Tree.Number(chance.Next(1000).ToString(CultureInfo.InvariantCulture)),
        2 => Tree.Object(("id", Tree.Number(chance.Next(1000).ToString(CultureInfo.InvariantCulture)))),
        3 => Tree.Array(Tree.Text("user-" + chance.Next(10).ToString(CultureInfo.InvariantCulture))),
        _ => chance.Pick([Tree.Text(""), Tree.Null, Tree.Literal("true"), Tree.Text("\u00e9"), Tree.Text("e\u0301")]),
    })));

    private static Tree Replace(Tree one, Random chance) => chance.Next(4) switch
    {
        0 => Tree.Array(one),
        1 => Tree.Object(("", one)),
        _ => chance.Pick(Values),
    };

    private static Tree ChangeObject(Tree one, Random chance)
    {
        var index = one.Items.Length == 0 ? -1 : chance.Next(one.Items.Length);
        return (index < 0 ? 0 : chance.Next(8)) switch
        {
            0 or 1 => Added(one, chance.Pick(Names), chance.Pick(Values)),
            2 => one.WithoutItem(index),
            3 => Tree.Object([.. one.Names.Select((name, at) => at == index ? name + chance.Pick(["s", " ", "\u0000", "\u200b"]) : name)], one.Items),
            4 => Tree.Object([.. one.Names, one.Names[index]], [.. one.Items, one.Items[index]]),
            5 => Tree.Object([.. one.Names, one.Names[index]], [.. one.Items, chance.Pick(Values)]),
            6 => one.WithItem(index, Tree.Null),
            _ => one.WithItem(index, one.Items[chance.Next(one.Items.Length)]),
        };
    }

    /// <summary>Mostly a member that was not there; where it was, this is another value for it.</summary>
    private static Tree Added(Tree one, string name, Tree value) => one.WithMember(name, value);

    private static Tree ChangeArray(Tree one, Random chance)
    {
        var index = one.Items.Length == 0 ? -1 : chance.Next(one.Items.Length);
        return (index < 0 ? 0 : chance.Next(4)) switch
        {
            0 => Tree.Array([.. one.Items, chance.Pick(Values)]),
            1 => one.WithoutItem(index),
            2 => Tree.Array([.. one.Items[..index], one.Items[index], .. one.Items[index..]]),
            _ => Tree.Array([one.Items[index], .. one.Items[..index], .. one.Items[(index + 1)..]]),
        };
    }

    private static Tree ChangeNumber(string number, Random chance)
    {
        var hasExponent = number.AsSpan().ContainsAny('e', 'E');
        var isWhole = !hasExponent && !number.Contains('.', StringComparison.Ordinal);
        return chance.Next(9) switch
        {
            0 => Tree.Text(number),
            1 => Tree.Number(number[0] == '-' ? number[1..] : "-" + number),
            2 => Tree.Number(chance.Pick(["-0", "0", "0.0", "-0.0", "0e5", "-0e-3"])),
            3 => Tree.Number(number + (hasExponent ? "1" : chance.Pick(["e1", "e-1", "e+00", "E308", "e-400"]))),
            4 => Tree.Number(chance.Pick(["9007199254740992", "9007199254740993", "9007199254740992.0", "9007199254740992.5", "9.007199254740993e15"])),
            5 => Tree.Number(hasExponent ? "1e0" : isWhole ? number + ".00000000000000000000000000001" : number + "00000000000000000000000000001"),
            6 => Tree.Number(number[^1] == '9' ? number[..^1] + "8" : number[..^1] + (char)(number[^1] + 1)),
            7 => Tree.Number(isWhole ? (number is "0" or "-0" ? "1" : number + "0") : "0." + chance.Next(1000).ToString("0000", CultureInfo.InvariantCulture)),
            _ => Tree.Number(chance.Next(100_000).ToString(CultureInfo.InvariantCulture)),
        };
    }
}
