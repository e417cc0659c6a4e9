namespace PromptCaching.Benchmarks.Page;

/// <summary>Figures that differ in size alone.</summary>
/// <param name="Beginning">How their names begin.</param>
/// <param name="Section">Under which heading they stand.</param>
/// <param name="Meaning">What they are to a user.</param>
internal sealed record RatioFamily(string Beginning, string Section, string Meaning)
{
    private const string Markers = "Placing markers";
    private const string Hits = "Answers from the cache";
    private const string Calls = "Calls and streams";
    private const string Tests = "The emulator, in your tests";

    /// <summary>A longer beginning stands before a shorter one that it begins with.</summary>
    private static readonly RatioFamily[] All =
    [
        new("plan-against-rewrite", Markers, "`cache_control` chosen and placed, beside rewriting the body by hand"),
        new("plan-against-reader", Markers, "how near that comes to only reading the body"),
        new("ledger-share", Markers, "what learning from earlier calls adds to it"),
        new("memory-hit-allocation", Hits, "garbage that such a hit leaves"),
        new("memory-hit", Hits, "a question asked before, answered from memory"),
        new("shared-hit-new", Hits, "an answer that another process stored, the store's own time aside"),
        new("shared-hit-seen", Hits, "the same for a question that this process asked before"),
        new("listened-hit", Hits, "what a listener to traces and metrics adds to a hit"),
        new("silent-telemetry", Hits, "what telemetry takes while nobody listens"),
        new("two-threads", Hits, "hits of two threads do not wait for each other"),
        new("record-stream", Hits, "watching and keeping a stream while you read it"),
        new("conversation-turn", Calls, "one turn more does not cost the whole conversation"),
        new("stream-events", Calls, "reading a stream, event by event"),
        new("stream-event-bytes", Calls, "garbage of one event"),
        new("redaction-hostile", Calls, "text made to be slow is redacted in time that grows with its length alone"),
        new("emulator-call", Tests, "a whole call to the emulator"),
        new("emulator-hash", Tests, "finding the cached prefix of a very long history"),
    ];

    public static RatioFamily Of(string name) =>
        All.FirstOrDefault(family => name.StartsWith(family.Beginning, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"What {name} means to a user is not said in {nameof(RatioFamily)}.");
}
