using System.Text.Unicode;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Writes down the answers in memory that were given most often, so that another process can begin with them.</summary>
internal sealed class AnswerExport(CacheDesk desk, TimeProvider time)
{
    public async Task<int> RunAsync(Stream output, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        await desk.Cache.Clearings.BringUpToDateAsync(cancellationToken).ConfigureAwait(false);
        var written = 0;
        foreach (var answer in Held(desk.Options))
        {
            if (written == most)
            {
                break;
            }

            if (LineOf(answer) is { } line)
            {
                await output.WriteAsync(line, cancellationToken).ConfigureAwait(false);
                written++;
            }
        }

        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return written;
    }

    private IOrderedEnumerable<ExportedAnswer> Held(ResponseCachingOptions options) => desk.Cache.Memory.Questions
        .DistinctBy(static asked => asked.Question.Key)
        .SelectMany(asked => ExportedAnswer.Of(asked, desk.Cache.Memory, options.AlternativeAnswers))
        .Where(answer => !desk.Cache.Clearings.IsCleared(answer.Held.Entry))
        .OrderByDescending(static answer => answer.Hits)
        .ThenBy(static answer => answer.Question.Key.Text, StringComparer.Ordinal)
        .ThenBy(static answer => answer.Alternative);

    /// <returns><see langword="null"/> when whoever reads the line could not find the answer again: the question came from elsewhere.</returns>
    private ReadOnlyMemory<byte>? LineOf(ExportedAnswer answer)
    {
        var timeLeft = answer.Held.Entry.FreshUntil - time.GetUtcNow();
        if (timeLeft <= TimeSpan.Zero || !Utf8.IsValid(answer.Held.Entry.Body.Span))
        {
            return null;
        }

        var headers = HeadersOf(answer.Question.Envelope.Caller, desk.Connection);
        using var request = desk.Request(answer.Asked.Body, answer.Scope is { } scope ? new ClaudeCall { Scope = scope } : null, headers);
        return desk.Identify(request, answer.Asked.Body, desk.Options).Question is { } again && again.Key == answer.Question.Key
            ? ExportedLine.Write(answer, headers, timeLeft)
            : (ReadOnlyMemory<byte>?)null;
    }

    private static List<KeyValuePair<string, string>> HeadersOf(Caller caller, ClaudeConnection connection)
    {
        var headers = new List<KeyValuePair<string, string>>();
        if (caller.Version != connection.ApiVersion)
        {
            headers.Add(new(ClaudeHeaders.Version, caller.Version));
        }

        if (caller.Betas is { } betas && betas != connection.Betas)
        {
            headers.Add(new(ClaudeHeaders.Beta, betas));
        }

        foreach (var line in caller.OtherHeaders?.Split('\n') ?? [])
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            headers.Add(new(line[..colon], line[(colon + 1)..]));
        }

        return headers;
    }
}
