using System.Text.Json;

namespace PromptCaching.Testing.Wire;

/// <summary>An answer ready to be sent over any transport.</summary>
internal sealed record Reply
{
    public const string JsonType = "application/json";
    public const string EventStreamType = "text/event-stream; charset=utf-8";

    public static Reply NoConnection { get; } = new() { Status = 0, ContentType = JsonType, Frames = [], IsConnectionFailure = true };

    public required int Status { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Gets the body, one part for each arrival.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> Frames { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public TimeSpan TimeToFirstByte { get; init; }

    public TimeSpan DelayBetweenFrames { get; init; }

    public bool IsConnectionFailure { get; init; }

    public bool EndsInReset { get; init; }

    /// <summary>Gets the Content-Length where it is not that of the frames: a body that ends short of it has lost its connection.</summary>
    public long? DeclaredLength { get; init; }

    /// <summary>Gets the fault that befell this answer by chance.</summary>
    public EmulatedFault? Fault { get; init; }

    public bool IsStream => ContentType == EventStreamType;

    /// <summary>Gets what happens when the answer begins: cache entries become visible.</summary>
    public Action Begun { get; init; } = static () => { };

    /// <summary>Gets what is told how much of the body, 1 at most, has been produced; told again as it gets on.</summary>
    public Action<double> Produced { get; init; } = static _ => { };

    public string? MessageId { get; init; }

    public string? ErrorType { get; init; }

    public EmulatedUsage? Usage { get; init; }

    public decimal? CostUsd { get; init; }

    public IReadOnlyList<EmulatedBreakpoint> Breakpoints { get; init; } = [];

    public static Reply Error(ApiError error, string requestId) => new()
    {
        Status = error.Status,
        ContentType = JsonType,
        Frames = [error.ToJson(requestId)],
        ErrorType = error.Type,
    };

    public static Reply Ok(Action<Utf8JsonWriter> write) => new() { Status = 200, ContentType = JsonType, Frames = [Json.Write(write)] };
}
