namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Something of ours that reads bytes of others.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Sound">Bytes that it understands: what is spoilt was sound before.</param>
/// <param name="Read">Reads; it may throw what it is documented to throw, and catches that itself.</param>
internal sealed record ForeignReader(string Name, IReadOnlyList<byte[]> Sound, Action<byte[]> Read)
{
    private const int PerByte = 64;

    /// <summary>Gets what an input may make it allocate beside 64 bytes for each of its own, in bytes.</summary>
    public int Allowance { get; init; } = 256 * 1024;

    public double ShareOf(long allocated, int length) => (double)allocated / (Allowance + ((long)PerByte * length));
}
