using System.Text.Json;

namespace PromptCaching.Batching;

/// <summary>What a checkpoint holds and where. Answers stay in the file: some 60 bytes of each are remembered.</summary>
internal sealed class CheckpointIndex
{
    private const string Name = "generate-many";
    private const int Version = 1;
    private readonly Dictionary<ItemKey, (long Offset, int Length)> _answers = [];
    private readonly Dictionary<ItemKey, string> _batches = [];
    private readonly HashSet<string> _ended = new(StringComparer.Ordinal);

    public static byte[] Header { get; } = Serialize(new CheckpointEntry { Checkpoint = Name, Version = Version });

    /// <summary>Gets how many bytes of the file hold; behind them stands a line that was cut as it was written.</summary>
    public long End { get; private set; }

    /// <summary>Gets a value indicating whether the last line is whole but for its end.</summary>
    public bool LacksNewline { get; private set; }

    public (long Offset, int Length)? AnswerOf(ItemKey key) => _answers.TryGetValue(key, out var place) ? place : null;

    /// <summary>Finds the batch that an item was sent in and whose results were not read to their end.</summary>
    public string? BatchOf(ItemKey key) => _batches.TryGetValue(key, out var batch) && !_ended.Contains(batch) ? batch : null;

    /// <exception cref="InvalidDataException">The file is something else: it must not be touched.</exception>
    public static async Task<CheckpointIndex> ReadAsync(Stream file, CancellationToken cancellationToken)
    {
        var index = new CheckpointIndex();
        await foreach (var line in LineScan.ReadAsync(file, cancellationToken).ConfigureAwait(false))
        {
            index.Add(line);
        }

        return index;
    }

    public static byte[] Serialize(CheckpointEntry entry) => Line(JsonSerializer.SerializeToUtf8Bytes(entry, CheckpointJson.Lines.CheckpointEntry));

    public static byte[] Serialize(AnswerLine answer) => Line(JsonSerializer.SerializeToUtf8Bytes(answer, CheckpointJson.Lines.AnswerLine));

    private static byte[] Line(byte[] json) => [.. json, (byte)'\n'];

    private void Add(ScannedLine line)
    {
        var entry = TryRead(line.Bytes.Span);
        if (line.Offset == 0 && entry is not { Checkpoint: Name, Version: Version })
        {
            if (!line.IsWhole && Header.AsSpan().StartsWith(line.Bytes.Span))
            {
                return;
            }

            throw new InvalidDataException("The file is not a checkpoint of GenerateManyAsync, or one of another version. Nothing in it was changed.");
        }

        if (!line.IsWhole && entry is null)
        {
            return;
        }

        LacksNewline = !line.IsWhole;
        End = line.Offset + line.Bytes.Length + (line.IsWhole ? 1 : 0);
        Remember(entry, line);
    }

    private void Remember(CheckpointEntry? entry, ScannedLine line)
    {
        if (ItemKey.TryParse(entry?.Key) is { } key)
        {
            _answers[key] = (line.Offset, line.Bytes.Length);
        }

        if (entry is { Batch: { } batch, Keys: { } keys })
        {
            foreach (var waiting in keys.Select(ItemKey.TryParse).OfType<ItemKey>())
            {
                _batches[waiting] = batch;
            }
        }

        if (entry?.Ended is { } ended)
        {
            _ended.Add(ended);
        }
    }

    /// <summary>A line that says nothing we know is passed over, and stays as it is.</summary>
    private static CheckpointEntry? TryRead(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CheckpointJson.Lines.CheckpointEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
