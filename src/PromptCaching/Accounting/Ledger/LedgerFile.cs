using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

/// <summary>Keeps entries as lines of JSON over restarts; written in the background, so that no call waits for a disk.</summary>
/// <remarks>When the file has half of its bytes it becomes the older one, in place of the one before.</remarks>
internal sealed class LedgerFile : IDisposable
{
    private const int MostWaiting = 100_000;
    private const int BytesOfABatch = 256 * 1024;
    private readonly Channel<UsageEntry?> _waiting = Channel.CreateBounded<UsageEntry?>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _batch = new();
    private readonly string _path;
    private readonly long _mostBytes;
    private readonly ILogger _logger;
    private readonly Task _writing;
    private int _hasWarned;

    public LedgerFile(string path, long mostBytes, ILogger logger)
    {
        (_path, _mostBytes, _logger) = (Path.GetFullPath(path), mostBytes, logger);
        if (!LedgerPaths.TryEnter(_path))
        {
            logger.LedgerFileIsShared(_path);
        }

        Try();

        // The last line of the process before may be torn: what is written now must not go on in it.
        _batch.Write("\n"u8);
        _writing = Task.Run(() => WriteAsync(CancellationToken.None));
    }

    private string OlderPath => OlderThan(_path);

    /// <summary>Reads what is there, oldest first. A line that a crash has torn is left out.</summary>
    public static IEnumerable<UsageEntry> Read(string path) =>
        from file in (string[])[OlderThan(path), path]
        where File.Exists(file)
        from line in File.ReadLines(file)
        where line.Length > 0
        let entry = Parse(line)
        where entry is not null
        select entry;

    public void Write(UsageEntry entry) => Queue(entry);

    /// <summary>Deletes what was written so far.</summary>
    public void Clear() => Queue(null);

    /// <summary>Writes what still waits.</summary>
    public void Dispose()
    {
        _waiting.Writer.TryComplete();
        _writing.GetAwaiter().GetResult();
        LedgerPaths.Leave(_path);
    }

    private static string OlderThan(string path) => path + ".1";

    private static UsageEntry? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, UsageJson.Default.UsageEntry);
        }
        catch (JsonException)
        {
            // Torn by a crash; the sums lack this one entry.
            return null;
        }
    }

    private void Queue(UsageEntry? entry)
    {
        if (!_waiting.Writer.TryWrite(entry) && !_writing.IsCompleted)
        {
            WarnOnce(null);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            try
            {
                Take();
                await AppendAsync(cancellationToken).ConfigureAwait(false);
                _hasWarned = 0;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                // The ledger in memory goes on. What could not be written may be there in part: what comes next must not go on in that line.
                WarnOnce(fault);
                _batch.ResetWrittenCount();
                _batch.Write("\n"u8);
            }
        }
    }

    private void Take()
    {
        while (_batch.WrittenCount < BytesOfABatch && _waiting.Reader.TryRead(out var entry))
        {
            if (entry is null)
            {
                _batch.ResetWrittenCount();
                File.Delete(OlderPath);
                File.Delete(_path);
                continue;
            }

            using var writer = new Utf8JsonWriter(_batch);
            JsonSerializer.Serialize(writer, entry, UsageJson.Default.UsageEntry);
            writer.Flush();
            _batch.Write("\n"u8);
        }
    }

    /// <summary>A file that cannot be written is told of at the start, not when the first money was spent.</summary>
    private void Try()
    {
        try
        {
            CreateFolder();
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            WarnOnce(fault);
        }
    }

    private void CreateFolder()
    {
        if (Path.GetDirectoryName(_path) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }
    }

    private async Task AppendAsync(CancellationToken cancellationToken)
    {
        CreateFolder();
        if (File.Exists(_path) && new FileInfo(_path).Length + _batch.WrittenCount > _mostBytes / 2)
        {
            File.Move(_path, OlderPath, overwrite: true);
        }

        var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: true);
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(_batch.WrittenMemory, cancellationToken).ConfigureAwait(false);
        }

        _batch.ResetWrittenCount();
    }

    private void WarnOnce(Exception? fault)
    {
        if (Interlocked.Exchange(ref _hasWarned, 1) == 0)
        {
            _logger.LedgerFileFails(_path, fault);
        }
    }
}
