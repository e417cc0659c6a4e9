namespace PromptCaching.Bodies;

/// <summary>What a Messages request holds and where, from one scan of its bytes.</summary>
internal sealed record RequestOutline
{
    public required string? Model { get; init; }

    public required bool IsStream { get; init; }

    /// <summary>Gets a value indicating whether the answer depends on what the server reaches or keeps (MCP servers, a container).</summary>
    public required bool HasServerState { get; init; }

    /// <summary>Gets the tools, system blocks and content blocks in prompt order, whatever order the JSON has.</summary>
    public required IReadOnlyList<BlockOutline> Blocks { get; init; }

    /// <summary>Gets the marker at the top level of the body: automatic caching.</summary>
    public required MarkerOutline? AutomaticMarker { get; init; }

    /// <summary>Gets the bytes of that marker, comma included; null when there is none.</summary>
    public Range? AutomaticMember { get; init; }

    /// <summary>Gets what the request says outside its blocks and yet changes the prompt that the API renders.</summary>
    public required PromptParameters Parameters { get; init; }

    /// <summary>Gets the longest answer that is asked for, in tokens; 0 when that is not said.</summary>
    public required int MaxTokens { get; init; }

    /// <summary>Gets a value indicating whether fast mode is asked for.</summary>
    public bool IsFast { get; init; }

    /// <summary>Gets a value indicating whether the caller asks for cache diagnostics, or says that they are not wanted.</summary>
    public required bool HasDiagnostics { get; init; }

    /// <summary>Gets how many of the four markers the caller has used up.</summary>
    public int MarkerCount => Blocks.Sum(static block => block.Markers.Count) + (AutomaticMarker is null ? 0 : 1);

    /// <summary>Reads the outline of a body.</summary>
    /// <returns><see langword="null"/> when the body is not a Messages request that can be told apart without doubt: then nobody touches it.</returns>
    public static RequestOutline? Of(ReadOnlyMemory<byte> body) => RequestScan.Read(body.Span);
}
