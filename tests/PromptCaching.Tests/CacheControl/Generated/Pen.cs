namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Spells JSON: plainly, or with any key order, white space and escape that JSON allows.</summary>
internal sealed class Pen(Random chance, bool isOdd)
{
    private static readonly string[] WhiteSpace = [" ", "", "\n", "  ", "\t", "\r\n", "", " \n\t "];

    public Random Chance => chance;

    /// <summary>An object that cannot carry a marker; members without a value are left out.</summary>
    public Piece Object(params ReadOnlySpan<(string Name, Piece? Value)> members) => Write(members, isMarkable: false);

    /// <summary>An object that can.</summary>
    public Piece Block(params ReadOnlySpan<(string Name, Piece? Value)> members) => Write(members, isMarkable: true);

    public Piece Array(params IEnumerable<Piece> items)
    {
        var builder = new PieceBuilder().Add("[").Add(Gap());
        var isFirst = true;
        foreach (var item in items)
        {
            builder.Add(isFirst ? "" : ",").Add(Gap()).Add(item).Add(Gap());
            isFirst = false;
        }

        return builder.Add("]").Build();
    }

    public Piece Text(string text) => Spelling.Quote(text, isOdd ? chance : null);

    public Piece YesOrNo() => chance.OneIn(2) ? "true" : "false";

    /// <summary>The member that marks a block.</summary>
    public string Marker(bool isOneHour)
    {
        var name = Text("cache_control").Text;
        var ttl = isOneHour ? Text("1h") : chance.Next(3) switch { 0 => Text("5m"), 1 when isOdd => "null", _ => null };
        return "," + Gap() + name + Gap() + ":" + Gap() + Object(("type", Text("ephemeral")), ("ttl", ttl)).Text;
    }

    public string Gap() => isOdd ? chance.Pick(WhiteSpace) : "";

    private Piece Write(ReadOnlySpan<(string Name, Piece? Value)> given, bool isMarkable)
    {
        var members = Ordered(given);
        var own = isMarkable ? isOdd ? chance.Next(members.Count) : members.Count - 1 : -1;
        var builder = new PieceBuilder().Add("{");
        int? place = null;
        for (var index = 0; index < members.Count; index++)
        {
            var (name, value) = members[index];
            builder.Add(index == 0 ? "" : ",").Add(Gap()).Add(Text(name)).Add(Gap()).Add(":").Add(Gap()).Add(value);
            if (index == own && chance.OneIn(25))
            {
                builder.Add(",\"cache_control\":").Add(Gap()).Add("null");
            }
            else if (index == own)
            {
                place = builder.Length;
            }

            builder.Add(Gap());
        }

        return builder.Add("}").Build(place);
    }

    /// <summary>The members that have a value, in the order in which they are spelled.</summary>
    public List<(string Name, Piece Value)> Ordered(ReadOnlySpan<(string Name, Piece? Value)> given)
    {
        var members = new List<(string Name, Piece Value)>(given.Length);
        foreach (var (name, value) in given)
        {
            if (value is not null)
            {
                var at = isOdd ? chance.Next(members.Count + 1) : members.Count;
                members.Insert(at, (name, value));
            }
        }

        return members;
    }
}
