using System.CommandLine;

namespace PromptCaching.Chaos;

/// <summary>What to run: the scenarios, how long each, and by which seed.</summary>
internal sealed record Arguments(IReadOnlyList<IScenario> Scenarios, int? Operations, int Seed)
{
    public static RootCommand Command(IReadOnlyList<IScenario> known, Func<Arguments, CancellationToken, Task<int>> run)
    {
        var names = new Argument<string[]>("SCENARIO") { Arity = ArgumentArity.ZeroOrMore, Description = "What to run; without it, everything." };
        names.AcceptOnlyFromAmong([.. known.Select(static scenario => scenario.Name)]);
        var operations = new Option<int?>("--operations") { HelpName = "N", Description = "How many operations each; without it, a quick run." };
        operations.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
            {
                result.AddError("--operations takes a number from 1 on.");
            }
        });
        var seed = new Option<int>("--seed") { HelpName = "S", Description = "The seed of all chance: the same one does the same harm again.", DefaultValueFactory = static _ => 1 };
        var program = new RootCommand("Does harm on purpose and counts what of it is felt: one JSON line a figure, exit code 1 when one misses its target.")
        {
            names, operations, seed,
        };
        program.SetAction((parsed, cancellationToken) => run(
            new Arguments(Chosen(known, parsed.GetValue(names) ?? []), parsed.GetValue(operations), parsed.GetValue(seed)),
            cancellationToken));
        return program;
    }

    private static IReadOnlyList<IScenario> Chosen(IReadOnlyList<IScenario> known, string[] names) =>
        names.Length == 0 ? known : [.. known.Where(scenario => names.Contains(scenario.Name))];
}
