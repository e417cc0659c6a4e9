using System.Runtime.CompilerServices;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>One of many questions: readable, or with what is wrong with it.</summary>
/// <param name="Number">The number of its line, or its place.</param>
/// <param name="Answer">The question; null when its line could not be read.</param>
/// <param name="Fault">What is wrong with its line.</param>
internal sealed record WarmingItem(int Number, WarmedAnswer? Answer, string? Fault)
{
    /// <summary>Twice what the API takes as a request, and an answer beside it.</summary>
    private const int LongestLine = 128 * 1024 * 1024;

    public static async IAsyncEnumerable<WarmingItem> ReadAsync(Stream lines, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var line in JsonLines.ReadAsync(lines, LongestLine, cancellationToken).ConfigureAwait(false))
        {
            yield return Of(line);
        }
    }

    public static async IAsyncEnumerable<WarmingItem> NumberAsync(
        IAsyncEnumerable<WarmedAnswer> answers, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var number = 0;
        await foreach (var answer in answers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            number++;
            yield return answer is null ? new WarmingItem(number, null, "The question is null.") : new WarmingItem(number, answer, null);
        }
    }

    private static WarmingItem Of(JsonLine line)
    {
        if (line.Bytes is not { } bytes)
        {
            return new WarmingItem(line.Number, null, "The line is longer than 128 MB.");
        }

        try
        {
            return new WarmingItem(line.Number, AnswerLine.Read(bytes), null);
        }
        catch (FormatException wrong)
        {
            return new WarmingItem(line.Number, null, wrong.Message);
        }
    }
}
