namespace PromptCaching.Testing.Tokens;

/// <summary>Tokens that no text of the request explains, in thousandths.</summary>
internal sealed record Overheads
{
    public static Overheads None { get; } = new();

    /// <summary>Medians of the recorded requests: a one-line question costs 7 tokens more than its text, each further turn 3.</summary>
    public static Overheads Recorded { get; } = new()
    {
        FirstTurn = 4_000,
        Turn = 3_000,
        End = 3_000,
        Tool = 14_000,
        LoadedTool = 55_000,
        ToolUse = 35_000,
        ToolResult = 25_000,
        Image = 4_000,
        Thinking = 29_000,
        CitedDocument = 570_000,
        OutputFormat = 90_000,
        OutputSchemaPercent = 200,
    };

    public int FirstTurn { get; init; }

    public int Turn { get; init; }

    /// <summary>Gets what follows the last block: always plain input, as nothing can be marked behind it.</summary>
    public int End { get; init; }

    public int Tool { get; init; }

    /// <summary>Gets what a reference to a deferred tool brings into the conversation.</summary>
    public int LoadedTool { get; init; }

    public int ToolUse { get; init; }

    public int ToolResult { get; init; }

    public int Image { get; init; }

    /// <summary>Gets what a thinking budget adds; adaptive thinking adds nothing that could be seen.</summary>
    public int Thinking { get; init; }

    public int CitedDocument { get; init; }

    /// <summary>Gets what asking for JSON of a schema adds, besides the schema, which is shown about twice.</summary>
    public int OutputFormat { get; init; }

    public int OutputSchemaPercent { get; init; }
}
