namespace PromptCaching.Guardrails.Sanitising;

/// <summary>What the reader of an answer does with its text.</summary>
public enum AnswerFormat
{
    /// <summary>The text may end up in a page as it is: markup is markup wherever it stands, in code fences too.</summary>
    Html,

    /// <summary>A renderer that keeps to CommonMark turns the text into a page: what stands in code fences and code spans is shown, not run.</summary>
    Markdown,
}
