using System.Globalization;
using Spectre.Console;

namespace CostExplorer.Compare;

/// <summary>The table as people read it.</summary>
internal static class TableText
{
    private const int WidthWithoutScreen = 220;

    /// <summary>Below it, long names of columns are numbers, told under the table.</summary>
    private const int WidthForNames = 150;
    private const int LongestShortName = 4;

    public static void Write(ComparisonTable table, IAnsiConsole console, bool isRedirected)
    {
        if (isRedirected)
        {
            console.Profile.Width = WidthWithoutScreen;
        }

        var grid = new Table { Border = isRedirected ? TableBorder.Markdown : TableBorder.Simple };
        grid.AddColumn(new TableColumn("workload"));
        string[] names = [.. Strategy.All.Select((strategy, index) => IsNumbered(strategy, console) ? Number(index) : strategy.Name)];
        foreach (var name in names)
        {
            grid.AddColumn(new TableColumn(Markup.Escape(name)) { NoWrap = names[3] != Strategy.All[3].Name }.RightAligned());
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
        foreach (var (strategy, index) in Strategy.All.Select(static (strategy, index) => (strategy, index)).Where(one => IsNumbered(one.strategy, console)))
        {
            console.WriteLine($"{Number(index)}: {strategy.Name}");
        }

        console.WriteLine("Input cost divided by the clairvoyant bound: 1.00 is a bill that no placement of markers can undercut.");
        if (table.Rows.Any(static row => row.Any(static cell => cell.Refused > 0)))
        {
            console.WriteLine("* Some requests are refused; what only the markers made the API refuse is counted as sent again without them.");
        }
    }

    private static bool IsNumbered(Strategy strategy, IAnsiConsole console) =>
        console.Profile.Width < WidthForNames && strategy.Name.Length > LongestShortName;

    private static string Number(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);

    private static string Show(Cell cell) => Number(cell.Ratio) + (cell.Refused > 0 ? "*" : "");

    private static string Number(double? ratio) => ratio?.ToString("F2", CultureInfo.InvariantCulture) ?? "-";
}
