using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using CostExplorer.Compare;

namespace CostExplorer.Report;

/// <summary>The figures of a report, as the page's script reads them.</summary>
internal static class ReportData
{
    /// <summary>Escapes what could end the script element that holds it.</summary>
    private static readonly JsonWriterOptions Safe = new() { Encoder = JavaScriptEncoder.Default };

    public static string Of(ComparisonTable table, IReadOnlyList<FileOutcome> outcomes)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Safe))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("strategies");
            foreach (var strategy in Strategy.All)
            {
                writer.WriteStringValue(strategy.Name);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("workloads");
            foreach (var row in table.Rows)
            {
                WriteWorkload(writer, row, [.. outcomes.Where(outcome => outcome.File.Name == row[0].Workload)]);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteWorkload(Utf8JsonWriter writer, IReadOnlyList<Cell> row, IReadOnlyList<FileOutcome> files)
    {
        writer.WriteStartObject();
        writer.WriteString("name", row[0].Workload);
        writer.WriteStartArray("cells");
        foreach (var cell in row)
        {
            WriteCell(writer, cell, [.. files.Select(file => file.Tallies[cell.Strategy])]);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCell(Utf8JsonWriter writer, Cell cell, IReadOnlyList<Tally> tallies)
    {
        var tokens = tallies.Aggregate(default(TokenShares), static (sum, tally) => sum + tally.Tokens);
        writer.WriteStartObject();
        writer.WriteNumber("cost", Math.Round(cell.Cost, 1));
        writer.WriteNumber("refused", cell.Refused);
        WriteArray(writer, "tokens", [tokens.Read, tokens.Written5m, tokens.Written1h, tokens.Plain]);
        WriteArray(writer, "markers", [.. Enum.GetValues<MarkerPlace>().SelectMany(place => new[] { Count(place, false), Count(place, true) })]);

        // Files of one name are runs of their own: the first one is drawn.
        writer.WriteStartArray("curve");
        foreach (var (at, cost) in tallies[0].Curve.Points)
        {
            writer.WriteNumberValue(Math.Round(at.TotalSeconds, 3));
            writer.WriteNumberValue(Math.Round(cost, 1));
        }

        writer.WriteEndArray();
        writer.WritePropertyName("ratio");
        JsonSerializer.Serialize(writer, cell.Ratio is { } ratio ? Math.Round(ratio, 4) : (double?)null);
        writer.WriteEndObject();

        long Count(MarkerPlace place, bool isLong) => tallies.Sum(tally => tally.Markers.GetValueOrDefault((place, isLong)));
    }

    private static void WriteArray(Utf8JsonWriter writer, string name, IEnumerable<long> values)
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            writer.WriteNumberValue(value);
        }

        writer.WriteEndArray();
    }
}
