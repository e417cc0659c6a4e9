using System.Text.Json;
using CostExplorer.Workloads;

namespace CostExplorer.Import;

/// <summary>Reads a log of any of the known kinds, line by line, and gives its requests in order of time.</summary>
internal static class LogFile
{
    /// <summary>What a request without a time of its own is after the one before it.</summary>
    private static readonly TimeSpan UsualGap = TimeSpan.FromSeconds(10);

    public static IReadOnlyList<ImportedRequest> Read(Stream stream, BadLines bad, string modelInstead, CancellationToken cancellationToken)
    {
        var log = new RequestLog(modelInstead);
        var transcript = new Transcript();
        var requests = new List<ImportedRequest>();
        foreach (var line in new JsonLines(stream).Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                ReadLine(Parse(line), log, transcript, requests);
                bad.CountGood();
            }
            catch (BadLineException wrong)
            {
                bad.Skip(line.Number, wrong.Message);
            }
        }

        requests.AddRange(transcript.Requests());
        return [.. Timed(requests).OrderBy(static request => request.Time)];
    }

    private static void ReadLine(JsonElement line, RequestLog log, Transcript transcript, List<ImportedRequest> requests)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            throw new BadLineException("is not an object");
        }

        if (!TranscriptLine.IsOne(line))
        {
            requests.Add(log.Read(line));
        }
        else if (TranscriptLine.Read(line) is { } node)
        {
            transcript.Add(node);
        }
    }

    private static JsonElement Parse(JsonLine line)
    {
        try
        {
            return JsonElement.Parse(line.Text.Span, new JsonDocumentOptions { MaxDepth = 256 });
        }
        catch (JsonException)
        {
            throw new BadLineException("is not JSON");
        }
    }

    private static IEnumerable<ImportedRequest> Timed(IEnumerable<ImportedRequest> requests)
    {
        var last = DateTimeOffset.UnixEpoch - UsualGap;
        foreach (var request in requests)
        {
            last = request.Time ?? last + UsualGap;
            yield return request with { Time = last };
        }
    }
}
