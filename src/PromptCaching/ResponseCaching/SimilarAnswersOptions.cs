namespace PromptCaching.ResponseCaching;

/// <summary>
/// Controls whether a question may get the answer to another one that means nearly the same. For questions that are equal in everything, scope and
/// instructions included, but the text at the end of the last user message.
/// </summary>
/// <remarks>
/// Questions whose numbers differ are never taken for the same, whatever the vectors say; negations and names are the vectors' affair. Only what this
/// process asked or was warmed with is compared.
/// </remarks>
public sealed class SimilarAnswersOptions
{
    /// <summary>Gets or sets what makes a vector of a text. It gets the text of prompts; called once for each question that has no stored answer.</summary>
    /// <value>The default is <see langword="null"/>: similar answers are not looked for.</value>
    /// <remarks>When it throws or takes too long, there is no similar answer; said once in the log.</remarks>
    public Func<string, CancellationToken, ValueTask<ReadOnlyMemory<float>>>? Embed { get; set; }

    /// <summary>Gets or sets how alike two texts must be, as the cosine of the angle between their vectors, from 0.5 to 1.</summary>
    /// <value>The default is 0.95. What it means depends on the model that makes the vectors: try it with questions of your own.</value>
    public double Threshold { get; set; } = 0.95;

    /// <summary>Gets or sets how many questions are remembered; beyond it the oldest go.</summary>
    /// <value>The default is 10,000.</value>
    public int MaxEntries { get; set; } = 10_000;

    /// <summary>Gets or sets how long making a vector may take; after that the question is asked.</summary>
    /// <value>The default is 1 second.</value>
    public TimeSpan EmbeddingTimeout { get; set; } = TimeSpan.FromSeconds(1);
}
