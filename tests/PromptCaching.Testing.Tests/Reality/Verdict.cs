namespace PromptCaching.Testing.Tests.Reality;

/// <summary>What the prompt cache did with one request, and the shares of the prompt that it read and wrote.</summary>
internal sealed record Verdict(long Prompt, long Written, long Read)
{
    public bool Writes => Written > 0;

    public bool Reads => Read > 0;

    public double WrittenPoints => Points(Written);

    public double ReadPoints => Points(Read);

    public bool Agrees(Verdict other) => Writes == other.Writes && Reads == other.Reads;

    public override string ToString() => (Reads, Writes) switch
    {
        (true, true) => "read and write",
        (true, false) => "read",
        (false, true) => "write",
        _ => "nothing",
    };

    private double Points(long tokens) => Prompt == 0 ? 0 : 100.0 * tokens / Prompt;
}
