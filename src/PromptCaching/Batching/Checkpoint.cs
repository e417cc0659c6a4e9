using System.Runtime.ExceptionServices;
using System.Text.Json;

namespace PromptCaching.Batching;

/// <summary>A file of what a run has reached, a line each, written as it is reached. It is only appended to.</summary>
internal sealed class Checkpoint : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly FileStream _file;
    private readonly CheckpointIndex _index;
    private ExceptionDispatchInfo? _failure;

    private Checkpoint(FileStream file, CheckpointIndex index) => (_file, _index) = (file, index);

    /// <summary>Opens a file, or makes it, and cuts off a line that was not written to its end.</summary>
    /// <exception cref="IOException">Another run has it.</exception>
    /// <exception cref="InvalidDataException">It is something else.</exception>
    public static async Task<Checkpoint> OpenAsync(string path, CancellationToken cancellationToken)
    {
        var file = Open(path);
        try
        {
            return await OpenAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException wrong)
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw new InvalidDataException($"{path}: {wrong.Message}", wrong);
        }
        catch
        {
            await file.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Reads a file that is open, and goes on at its end.</summary>
    public static async Task<Checkpoint> OpenAsync(FileStream file, CancellationToken cancellationToken)
    {
        var index = await CheckpointIndex.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        file.SetLength(index.End);
        file.Seek(0, SeekOrigin.End);
        var missing = index.End == 0 ? CheckpointIndex.Header : index.LacksNewline ? "\n"u8.ToArray() : [];
        await file.WriteAsync(missing, cancellationToken).ConfigureAwait(false);
        return new Checkpoint(file, index);
    }

    /// <summary>Finds the batch that an item was sent in and whose results were not read to their end.</summary>
    public string? BatchOf(ItemKey key) => _index.BatchOf(key);

    public bool HasAnswer(ItemKey key) => _index.AnswerOf(key) is not null;

    /// <returns><see langword="null"/> when there is no answer to this item, or none that can be read.</returns>
    public async Task<GenerateManyResult?> FindAsync(NumberedItem item, CancellationToken cancellationToken)
    {
        if (_index.AnswerOf(item.Key) is not { } place)
        {
            return null;
        }

        var line = new byte[place.Length];
        for (var read = 0; read < line.Length;)
        {
            var count = await RandomAccess.ReadAsync(_file.SafeFileHandle, line.AsMemory(read), place.Offset + read, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            read += count;
        }

        return TryRead(line) is { Message: { } message } answer && answer.Key == item.Key.ToString()
            ? item.Answered(message, answer.Cost, isRestored: true)
            : null;
    }

    public Task KeepAsync(NumberedItem item, GenerateManyResult result, CancellationToken cancellationToken) =>
        AppendAsync(CheckpointIndex.Serialize(new AnswerLine(item.Key.ToString(), item.Item.Id, result.Cost, result.Message)), cancellationToken);

    public Task KeepBatchAsync(string batch, IEnumerable<string> keys, CancellationToken cancellationToken) =>
        AppendAsync(CheckpointIndex.Serialize(new CheckpointEntry { Batch = batch, Keys = [.. keys] }), cancellationToken);

    public Task KeepEndAsync(string batch, CancellationToken cancellationToken) =>
        AppendAsync(CheckpointIndex.Serialize(new CheckpointEntry { Ended = batch }), cancellationToken);

    /// <exception cref="IOException">A line could not be written; what is missing would be asked, and paid for, again.</exception>
    public void ThrowIfBroken() => _failure?.Throw();

    public async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync().ConfigureAwait(false);
        _gate.Dispose();
    }

    /// <summary>A failure to write takes no answer from the caller: it is thrown when all that is under way was given out.</summary>
    private async Task AppendAsync(byte[] line, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_failure is null)
            {
                // The file has no buffer: a line that was written survives the end of the process.
                await _file.WriteAsync(line, CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static AnswerLine? TryRead(byte[] line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, CheckpointJson.Lines.AnswerLine);
        }
        catch (JsonException)
        {
            // Whatever became of the line, it is no answer: the question is asked again.
            return null;
        }
    }

    private static FileStream Open(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, how);
    }
}
