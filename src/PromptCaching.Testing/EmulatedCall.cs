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

    /// <summary>Gets the id of the call: the <c>request-id</c> header of its answer.</summary>
    public required string RequestId { get; init; }

    /// <summary>Gets the id of the message that was answered.</summary>
    /// <value><see langword="null"/> when the answer is no message.</value>
    public string? MessageId { get; init; }

    /// <summary>Gets the name by which a batch calls this request.</summary>
    /// <value><see langword="null"/> for a call of its own.</value>
    public string? CustomId { get; init; }

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

    /// <summary>Gets the model that was asked for.</summary>
    /// <value><see langword="null"/> when the request names none.</value>
    public string? Model { get; init; }

    /// <summary>Gets the type of the error that was answered, such as <c>rate_limit_error</c>.</summary>
    /// <value><see langword="null"/> for a good answer, and for one that broke off later.</value>
    public string? ErrorType { get; init; }

    /// <summary>Gets what the call costs by the emulator's catalog, in USD.</summary>
    /// <value><see langword="null"/> when nothing was billed, when the catalog does not know the model's prices, and in fast mode.</value>
    public decimal? CostUsd { get; init; }

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
