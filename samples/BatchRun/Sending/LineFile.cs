using System.Text.Json;

namespace BatchRun.Sending;

/// <summary>A file of JSON lines that is only appended to; each line reaches the system before the call returns, so a killed process loses none.</summary>
internal sealed class LineFile<T> : IDisposable
    where T : class
{
    private readonly Lock _gate = new();
    private readonly FileStream _file;

    public LineFile(string path)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        if (_file.Length > 0)
        {
            _file.Seek(-1, SeekOrigin.End);

            // A line that was cut stays as it is, and is read as none.
            if (_file.ReadByte() != '\n')
            {
                _file.WriteByte((byte)'\n');
            }
        }
    }

    /// <summary>Reads the lines that are whole.</summary>
    public static IEnumerable<T> Read(string path) =>
        File.Exists(path) ? File.ReadLines(path).Select(TryParse).OfType<T>() : [];

    public void Add(T line)
    {
        byte[] bytes = [.. JsonSerializer.SerializeToUtf8Bytes(line, Json.Lines), (byte)'\n'];
        lock (_gate)
        {
            _file.Write(bytes);
        }
    }

    public void Dispose() => _file.Dispose();

    private static T? TryParse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(line, Json.Lines);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
