using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages;

namespace PromptCaching.Batching;

/// <summary>A line of a checkpoint by what is needed to find it again: the first line, an answer, a batch that was made, or one that was read.</summary>
internal sealed record CheckpointEntry
{
    public string? Checkpoint { get; init; }

    public int? Version { get; init; }

    public string? Key { get; init; }

    public string? Batch { get; init; }

    public IReadOnlyList<string>? Keys { get; init; }

    public string? Ended { get; init; }
}

/// <summary>A line that holds an answer.</summary>
internal sealed record AnswerLine(string Key, string? Id, decimal? Cost, Message? Message);

[JsonSerializable(typeof(CheckpointEntry))]
[JsonSerializable(typeof(AnswerLine))]
internal sealed partial class CheckpointJson : JsonSerializerContext
{
    public static CheckpointJson Lines { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,

        // A file is not HTML, and an answer may nest as deep as the client reads.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = 512,
    });
}
