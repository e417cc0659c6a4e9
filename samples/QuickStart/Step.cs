namespace QuickStart;

/// <summary>One call that the program makes.</summary>
/// <param name="Label">Its name in the table.</param>
/// <param name="Question">What is asked.</param>
/// <param name="IsStreamed">Whether the answer is shown while it is written.</param>
/// <param name="IsFollowUp">Whether it goes on with the conversation of the step before, instead of starting a new one.</param>
internal sealed record Step(string Label, string Question, bool IsStreamed = false, bool IsFollowUp = false)
{
    // The sources are cut where they get long, so the questions are about the folder that comes first: Accounting.
    private static readonly string[] AboutTheSources =
    [
        "Are stored answers refused by a budget?",
        "What does a strict budget reserve for a call?",
        "Which attempts may have been billed?",
    ];

    /// <summary>Three questions about the sources, the first one again, and a follow-up.</summary>
    public static IReadOnlyList<Step> OverSources() =>
        [.. Over(AboutTheSources), new Step("1, follow-up", "And where prices are not known?", IsFollowUp: true)];

    /// <summary>Each question once, the last one streamed, then the first one again.</summary>
    public static IReadOnlyList<Step> Over(IReadOnlyList<string> questions) =>
        [.. questions.Select((question, index) => Of(question, index, index == questions.Count - 1)), new Step("1, again", questions[0])];

    private static Step Of(string question, int index, bool isStreamed) =>
        new($"{index + 1}{(isStreamed ? ", streamed" : "")}", question, isStreamed);
}
