namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>JSON that is the caller's own, as in the input of a tool: any depth, any number, any key, twice if need be.</summary>
internal static class AnyJson
{
    private const int MostDepth = 4;
    private const int Deep = 30;

    private static readonly string[] Numbers =
        ["0", "-0", "1", "1.0", "1.50", "1e3", "1E+2", "-2e-7", "0.1000", "12345678901234567890", "9007199254740993", "1e30", "-0.0", "1e400", "-1E-400"];

    private static readonly string[] Names =
    [
        "path", "query", "type", "text", "content", "source", "cache_control", "ttl", "defer_loading", "tools", "messages",
        "", "caf\u00e9", "a\"b", "\U0001F600",
    ];

    public static Piece Object(Pen pen, int depth = 0)
    {
        var members = new (string, Piece?)[pen.Chance.Few(3, 8)];
        for (var index = 0; index < members.Length; index++)
        {
            members[index] = (pen.Chance.Pick(Names), Value(pen, depth + 1));
        }

        return pen.Object(members);
    }

    private static Piece Value(Pen pen, int depth) => pen.Chance.Next(depth < MostDepth ? 8 : 5) switch
    {
        0 => pen.Chance.Pick(Numbers),
        1 => pen.YesOrNo(),
        2 => "null",
        3 or 4 => pen.Text(Words.Some(pen.Chance)),
        5 => pen.Array(Enumerable.Range(0, pen.Chance.Next(4)).Select(_ => Value(pen, depth + 1))),
        6 when pen.Chance.OneIn(30) => new string('[', Deep) + new string(']', Deep),
        6 => pen.Object(("type", pen.Text("ephemeral")), ("ttl", pen.Text("1h"))),
        _ => Object(pen, depth),
    };
}
