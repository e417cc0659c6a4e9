namespace CostExplorer.Workloads;

/// <summary>A workload on disk, read as a stream of requests in order of time.</summary>
internal sealed class WorkloadFile(string path)
{
    public string Path => path;

    /// <summary>Gets the name by which files of several folders are one workload.</summary>
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(path);

    public long Length => new FileInfo(path).Length;

    /// <summary>Reads the requests; what is no request, and what would lie in the past of the one before it, is skipped.</summary>
    /// <param name="bad">Takes note of lines that are skipped.</param>
    /// <param name="progress">Is told how many bytes were read since it was told last.</param>
    /// <param name="cancellationToken">Ends it between two lines.</param>
    /// <exception cref="UsageException">The file cannot be read.</exception>
    public IEnumerable<TimedRequest> Read(BadLines bad, Action<long> progress, CancellationToken cancellationToken)
    {
        using var stream = InputFile.Open(path);
        var lines = new JsonLines(stream);
        var (last, told) = (TimeSpan.Zero, 0L);
        foreach (var line in lines.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress(lines.Position - told);
            told = lines.Position;
            if (Parse(line, last, bad) is { } request)
            {
                last = request.At;
                yield return request;
            }
        }

        progress(lines.Position - told);
    }

    private static TimedRequest? Parse(JsonLine line, TimeSpan last, BadLines bad)
    {
        try
        {
            var request = WorkloadLine.Parse(line.Text);
            if (request.At < last)
            {
                throw new BadLineException("is earlier than a line before it");
            }

            bad.CountGood();
            return request;
        }
        catch (BadLineException wrong)
        {
            bad.Skip(line.Number, wrong.Message);
            return null;
        }
    }
}
