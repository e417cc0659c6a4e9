namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Bytes for a server, and how their sender behaves.</summary>
internal sealed record Transmission(byte[] Bytes, Ending Ending)
{
    /// <summary>Gets the methods of the requests that must be answered, in order: those that are well-formed HTTP, however spoiled.</summary>
    public IReadOnlyList<string> MustAnswer { get; init; } = [];

    /// <summary>Gets a value indicating whether a refusal would be wrong.</summary>
    public bool IsSound { get; init; }

    /// <summary>Gets a value indicating whether it goes to the server whose streams never come to their end.</summary>
    public bool IsToSlowServer { get; init; }

    /// <summary>Gets in how many pieces the bytes are sent.</summary>
    public int Pieces { get; init; } = 1;

    /// <summary>Gets how many bytes of the answer are read before hanging up.</summary>
    public int BytesToRead { get; init; }
}
