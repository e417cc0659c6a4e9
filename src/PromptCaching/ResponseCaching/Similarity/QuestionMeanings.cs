using Microsoft.Extensions.Logging;
using PromptCaching.ResponseCaching.Keys;

namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>Finds out what a question means; whatever goes wrong with that costs a similar answer and nothing else.</summary>
internal sealed class QuestionMeanings(Func<SimilarAnswersOptions> options, TimeProvider time, ILogger logger)
{
    private int _hasFailed;

    /// <returns><see langword="null"/> when similar answers are off, the question is none that may have one, or its text has no vector.</returns>
    public async ValueTask<QuestionMeaning?> OfAsync(CacheLookup lookup, CancellationToken cancellationToken)
    {
        var current = options();
        if (current.Embed is not { } embed || LastUserText.Of(lookup.Context.Body) is not { } text || FrameOf(lookup, text) is not { } frame)
        {
            return null;
        }

        return await VectorOfAsync(text.Text, embed, current.EmbeddingTimeout, cancellationToken).ConfigureAwait(false) is { } vector
            ? new QuestionMeaning(frame, NumbersIn.Of(text.Text), vector)
            : null;
    }

    /// <summary>The key of the question without its text: scope, headers and every other part of the body are in it.</summary>
    private static string? FrameOf(CacheLookup lookup, LastUserText text)
    {
        var terms = QuestionTerms.Of(lookup.Options);
        return Question.Read(text.Frame(lookup.Context.Body.Span), default, lookup.Question.Envelope, terms)?.Key.Text;
    }

    private async ValueTask<float[]?> VectorOfAsync(
        string text, Func<string, CancellationToken, ValueTask<ReadOnlyMemory<float>>> embed, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(timeout, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            var embedding = embed(text, ends.Token).AsTask();
            ObserveFaultOf(embedding);
            var numbers = await embedding.WaitAsync(ends.Token).ConfigureAwait(false);
            return UnitVector.Of(numbers.Span) ?? throw new InvalidDataException("The vector of a text has no direction.");
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            if (Interlocked.Exchange(ref _hasFailed, 1) == 0)
            {
                logger.EmbeddingFailed(fault);
            }

            return null;
        }
    }

    /// <summary>Who does not listen to the token is left behind, and nobody looks at what becomes of it.</summary>
    private static void ObserveFaultOf(Task left) =>
        _ = left.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
