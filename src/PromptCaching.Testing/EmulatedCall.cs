using System.Text.Json;

namespace PromptCaching.Testing;

/// <summary>One request that the emulator answered, as it arrived and as it was billed.</summary>
public sealed record EmulatedCall
{
    internal EmulatedCall()
    {
    }

    /// <summary>Gets the number of the call, counted from 1 in order of arrival.</summary>
    public required long Number { get; init; }

    /// <summary>Gets the HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Gets the path without the query.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the request's headers, those of its content included; names are compared without regard to case.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; }

    /// <summary>Gets the bytes of the body.</summary>
    /// <value>Empty when bodies are not recorded.</value>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Gets the body as JSON.</summary>
    /// <value><see langword="null"/> when it is not JSON, or not recorded.</value>
    public required JsonElement? Json { get; init; }

    /// <summary>Gets the HTTP status of the answer.</summary>
    /// <value>0 when the connection failed before there was one.</value>
    public required int Status { get; init; }

    /// <summary>Gets the fault that befell the call by chance.</summary>
    /// <value><see langword="null"/> for none; those that a test scripted are not told here.</value>
    public EmulatedFault? Fault { get; init; }

    /// <summary>Gets the tokens that were billed.</summary>
    /// <value><see langword="null"/> for errors and for count_tokens.</value>
    public EmulatedUsage? Usage { get; init; }

    /// <summary>Gets the instant at which the request arrived.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Gets the breakpoints in the order in which the API processes them; empty for errors and for count_tokens.</summary>
    public IReadOnlyList<EmulatedBreakpoint> Breakpoints { get; init; } = [];
}
