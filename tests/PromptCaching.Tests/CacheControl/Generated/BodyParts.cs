using System.Text;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>The parts of one request, which become its bytes.</summary>
internal sealed record BodyParts(Piece? Tools, Piece? System, Piece Messages, IReadOnlyList<(string Name, Piece? Value)> Others)
{
    public int PlaceCount => InPromptOrder.Sum(static part => part.Piece?.Places.Length ?? 0);

    private (string Name, Piece? Piece)[] InPromptOrder => [("tools", Tools), ("system", System), ("messages", Messages)];

    public byte[] ToBytes(Pen pen, OwnMarkers markers)
    {
        var offsets = new Dictionary<string, int>();
        var body = new StringBuilder(pen.Gap()).Append('{');
        foreach (var (name, value) in Members(pen, markers))
        {
            body.Append(offsets.Count == 0 ? "" : ",").Append(pen.Gap()).Append(pen.Text(name).Text).Append(pen.Gap()).Append(':').Append(pen.Gap());
            offsets.Add(name, body.Length);
            body.Append(value.Text).Append(pen.Gap());
        }

        body.Append('}').Append(pen.Gap());
        int[] places = [.. InPromptOrder.SelectMany(part => part.Piece?.Places.Select(place => place + offsets[part.Name]) ?? [])];
        foreach (var (place, isOneHour) in markers.Places.OrderByDescending(marker => places[marker.Place]))
        {
            body.Insert(places[place], pen.Marker(isOneHour));
        }

        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private List<(string Name, Piece Value)> Members(Pen pen, OwnMarkers markers)
    {
        var automatic = markers.AutomaticIsOneHour is { } isOneHour
            ? pen.Object(("type", pen.Text("ephemeral")), ("ttl", isOneHour ? pen.Text("1h") : null))
            : pen.Chance.OneIn(25) ? "null" : null;
        return pen.Ordered([.. Others, .. InPromptOrder, ("cache_control", automatic)]);
    }
}
