using System.CommandLine;
using System.Globalization;
using BatchRun.Configuration;
using Microsoft.Extensions.Options;

namespace BatchRun;

/// <summary>The commands of the program, and what their failures mean to the shell.</summary>
internal sealed class CommandLine
{
    private const int Failed = 1;
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    private readonly Option<string?> _config = Named<string?>("--config", "FILE", "The study; without it, the one that comes with the program.");
    private readonly Option<string?> _folder = Named<string?>(
        "--folder", "FOLDER", "Where its files lie. The default is batch-run; a whole emulated run, which paid nothing, goes to a new temporary folder.");

    private readonly Option<string?> _provider = Named<string?>("--provider", "NAME", "The provider, among those of the study.");
    private readonly Option<int?> _items = Named<int?>("--items", "NUMBER", "How many items.");
    private readonly Option<string?> _temperatures = Named<string?>("--temps", "LIST", "The temperatures at which each item is asked, such as 0.5,1.0.");
    private readonly Option<RunMode?> _mode = Named<RunMode?>("--mode", "online|batches", "Calls answered at once, or message batches for half the price.");
    private readonly Option<decimal?> _budget = Named<decimal?>("--budget", "USD", "What the study may cost, all its runs together.");
    private readonly Option<bool> _dryRun = new("--dry-run")
    {
        Recursive = true,
        Description = "Shows the first requests with their breakpoints and the predicted cost; sends nothing.",
    };

    public static Task<int> RunAsync(string[] arguments) => new CommandLine().InvokeAsync(arguments);

    private async Task<int> InvokeAsync(string[] arguments)
    {
        var parsed = Create().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
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
        catch (Exception failure) when (failure is OptionsValidationException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // An option from the environment that cannot be, a file that another run has, a checkpoint that is none.
            return await FailAsync(failure is OptionsValidationException ? BadUsage : Failed, failure.Message.ReplaceLineEndings(" "));
        }
    }

    private RootCommand Create()
    {
        var root = new RootCommand("Runs a study of many requests over one shared prompt: prepare, build, run and report, all of them or each apart.")
        {
            _config, _folder, _provider, _items, _temperatures, _mode, _budget, _dryRun,
        };
        root.SetAction((parsed, cancellationToken) => Steps(parsed, isWhole: true).AllAsync(parsed.GetValue(_dryRun), cancellationToken));
        root.Add(Step("prepare", "Checks the items, or makes them up.", static (steps, _, stop) => steps.PrepareAsync(stop)));
        root.Add(Step("build", "Writes the requests: shards, a manifest and a preview.", static (steps, _, stop) => steps.BuildAsync(stop)));
        root.Add(Step("run", "Sends what was built, and goes on where an earlier run ended.", (steps, parsed, stop) =>
            parsed.GetValue(_dryRun) ? steps.DryRunAsync(stop) : steps.RunAsync(stop)));
        root.Add(Step("report", "Says what the study has come to so far.", static (steps, _, stop) => steps.ReportAsync(stop)));
        return root;
    }

    private Command Step(string name, string description, Func<Steps, ParseResult, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => run(Steps(parsed, isWhole: false), parsed, cancellationToken));
        return command;
    }

    private Steps Steps(ParseResult parsed, bool isWhole)
    {
        var study = ConfigurationFile.Read(parsed.GetValue(_config) ?? ConfigurationFile.Default);
        study = study with
        {
            Provider = parsed.GetValue(_provider) ?? study.Provider,
            Items = study.Items with { Count = parsed.GetValue(_items) ?? study.Items.Count },
            Temperatures = parsed.GetValue(_temperatures) is { } list ? Numbers(list) : study.Temperatures,
            Run = study.Run with { Mode = parsed.GetValue(_mode) ?? study.Run.Mode, BudgetUsd = parsed.GetValue(_budget) ?? study.Run.BudgetUsd },
        };
        ConfigurationRules.ThrowIfBroken(study);
        return new Steps(study, new StudyFolder(StudyPlace.Of(parsed.GetValue(_folder), isWhole), study.Provider), Console.Out);
    }

    private static double[] Numbers(string list) =>
    [
        .. list.Split(',').Select(static text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new UsageException($"--temps: \"{text}\" is no temperature.")),
    ];

    private static Option<T> Named<T>(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description, Recursive = true };

    private static async Task<int> FailAsync(int exitCode, string sentence)
    {
        await Console.Error.WriteLineAsync(sentence);
        return exitCode;
    }
}
