using System.CommandLine;
using CostExplorer.Compare;
using CostExplorer.Import;
using CostExplorer.Replay;

namespace CostExplorer;

/// <summary>The commands of the program, and what their failures mean to the shell.</summary>
internal static class CommandLine
{
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var program = new RootCommand("Shows what prompt caching costs and saves on requests of your own. Nothing leaves the machine.")
        {
            ReplayCommand.Create(),
            CompareCommand.Create(),
            ImportCommand.Create(),
        };

        var parsed = program.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors is [var first, ..])
        {
            return await FailAsync(BadUsage, first.Message);
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException wrong)
        {
            return await FailAsync(BadUsage, wrong.Message);
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(Interrupted, "Cancelled.");
        }
    }

    private static async Task<int> FailAsync(int exitCode, string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return exitCode;
    }
}
