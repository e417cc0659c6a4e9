using System.CommandLine;
using System.CommandLine.Help;
using PromptCaching;

namespace QuickStart;

/// <summary>What the program was asked to do. Without a document it reads this repository's own sources.</summary>
internal sealed record Arguments(string? Document, IReadOnlyList<string> Questions, string Model)
{
    private const string Purpose =
        "Asks Claude several questions about one long text and prints what each call cost, with caching and without. "
        + "It talks to the API when ANTHROPIC_API_KEY is set, else to an emulator, free of charge.";

    /// <summary>Runs the program, or answers <c>--help</c> and <c>--version</c>.</summary>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    public static Task<int> RunAsync(string[] args, Func<Arguments, Task<int>> run)
    {
        var document = new Option<string?>("--document")
        {
            HelpName = "FILE",
            Description = "The text to ask about; without it, this repository's own sources.",
        };
        var question = new Option<string[]>("--question")
        {
            HelpName = "TEXT",
            Description = "What to ask about the document. May be repeated; the first question is asked twice, the last one is streamed.",
            DefaultValueFactory = static _ => [],
        };
        var model = new Option<string>("--model")
        {
            HelpName = "ID",
            Description = "The model to ask.",
            DefaultValueFactory = static _ => ClaudeDefaults.Model,
        };
        var program = new RootCommand(Purpose) { document, question, model };
        ((HelpAction)program.Options.OfType<HelpOption>().Single().Action!).MaxWidth = Screen.Width;
        program.SetAction(parsed => run(Of(parsed.GetValue(document), parsed.GetRequiredValue(question), parsed.GetRequiredValue(model))));

        // A question may begin with "@", which would otherwise name a file of arguments.
        var parsed = program.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors is [var first, ..]
            ? throw new UsageException(first.Message)
            : parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static Arguments Of(string? document, string[] questions, string model) => (document, questions, model) switch
    {
        ({ }, [], _) => throw new UsageException("--document needs at least one --question."),
        (null, [_, ..], _) => throw new UsageException("--question needs a --document to ask about."),
        _ when document is not null && string.IsNullOrWhiteSpace(document) => throw new UsageException("--document is empty; name a file."),
        _ when questions.Any(string.IsNullOrWhiteSpace) => throw new UsageException("A --question is empty; write what you want to know."),
        _ when string.IsNullOrWhiteSpace(model) => throw new UsageException($"--model is empty; name a model such as {ClaudeDefaults.Model}."),
        _ => new Arguments(document, questions, model),
    };
}
