using System.Text.Encodings.Web;
using System.Text.Json;

namespace CostExplorer.Compare;

/// <summary>The table as programs read it: one line a cell.</summary>
internal static class TableJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(ComparisonTable table, Stream output)
    {
        foreach (var cell in table.Rows.SelectMany(static row => row))
        {
            using (var writer = new Utf8JsonWriter(output, Readable))
            {
                writer.WriteStartObject();
                writer.WriteString("workload", cell.Workload);
                writer.WriteString("strategy", cell.Strategy);
                writer.WriteNumber("cost", Math.Round(cell.Cost, 3));
                writer.WritePropertyName("ratio");
                WriteRatio(writer, cell.Ratio);
                writer.WriteNumber("refused", cell.Refused);
                writer.WriteEndObject();
            }

            output.WriteByte((byte)'\n');
        }
    }

    private static void WriteRatio(Utf8JsonWriter writer, double? ratio)
    {
        if (ratio is { } known)
        {
            writer.WriteNumberValue(Math.Round(known, 6));
        }
        else
        {
            writer.WriteNullValue();
        }
    }
}
