using PromptCaching;
using Microsoft.Extensions.Options;

namespace QuickStart;

/// <summary>How the program ends when something went wrong: one sentence, and an exit code that a script can tell apart.</summary>
internal sealed record Ending(int ExitCode, string Sentence)
{
    private const int Failed = 1;
    private const int BadUsage = 2;
    private const int Interrupted = 130;

    /// <summary>Gives null for what is a bug, and deserves its stack trace.</summary>
    public static Ending? Of(Exception failure) => failure switch
    {
        UsageException or OptionsValidationException => new Ending(BadUsage, Sentences(failure)),

        // Thrown by the host when it has more than one failure to tell; every client repeats what is wrong in the environment.
        AggregateException { InnerException: { } first } => Of(first),
        ClaudeException => new Ending(Failed, Sentences(failure)),
        OperationCanceledException => new Ending(Interrupted, "Cancelled."),
        _ => null,
    };

    private static string Sentences(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
