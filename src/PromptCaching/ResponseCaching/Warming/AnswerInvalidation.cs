namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Takes the answers to one question out of everything that holds them.</summary>
internal sealed class AnswerInvalidation(CacheDesk desk)
{
    public async ValueTask<bool> RunAsync(HttpRequestMessage request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var options = desk.Options;
        if (desk.Identify(request, body, options).Question is not { } question)
        {
            return false;
        }

        // Whose answer is under way was asked before this: it reaches who waits for it and nobody else.
        var alternatives = question.Facts.IsSampled ? options.AlternativeAnswers : 1;
        for (var number = 0; number < alternatives; number++)
        {
            desk.Cache.InFlight.Forget(question.Key.Alternative(number));
        }

        await desk.Cache.Answers.DropAsync(question, alternatives, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
