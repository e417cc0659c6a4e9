using System.Globalization;
using Spectre.Console;

namespace CostExplorer.Compare;

/// <summary>The table as people read it.</summary>
internal static class TableText
{
    private const int WidthWithoutScreen = 220;

    public static void Write(ComparisonTable table, IAnsiConsole console, bool isRedirected)
    {
        if (isRedirected)
        {
            console.Profile.Width = WidthWithoutScreen;
        }

        var grid = new Table { Border = isRedirected ? TableBorder.Markdown : TableBorder.Rounded };
        grid.AddColumn("workload");
        foreach (var strategy in Strategy.All)
        {
            grid.AddColumn(new TableColumn(Markup.Escape(strategy.Name)).RightAligned());
        }

        foreach (var row in table.Rows)
        {
            grid.AddRow([Markup.Escape(row[0].Workload), .. row.Select(Show)]);
        }

        if (!isRedirected)
        {
            grid.AddEmptyRow();
        }

        grid.AddRow(["geometric mean", .. table.Means.Select(Number)]);
        console.Write(grid);
        console.WriteLine("Input cost divided by the clairvoyant bound: 1.00 is a bill that no placement of markers can undercut.");
        if (table.Rows.Any(static row => row.Any(static cell => cell.Refused > 0)))
        {
            console.WriteLine("* Some requests are refused; what only the markers made the API refuse is counted as sent again without them.");
        }
    }

    private static string Show(Cell cell) => Number(cell.Ratio) + (cell.Refused > 0 ? "*" : "");

    private static string Number(double? ratio) => ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
