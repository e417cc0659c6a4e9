using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Redaction.Restoring;
using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>
/// Redacts the body of every request and restores the answer: everything below it, logs, stores and the API included, sees placeholders only.
/// </summary>
/// <remarks>
/// <c>AddRedaction</c> places it above the chain. Without dependency injection: <c>RedactionHandler.Create(options, ClaudeCachingHandler.Create(...))</c>.
/// </remarks>
public sealed class RedactionHandler : DelegatingHandler
{
    private readonly PiiRedactor _redactor;
    private readonly bool _restores;
    private readonly RedactionMetrics _metrics;

    internal RedactionHandler(PiiRedactor redactor, bool restores, RedactionMetrics metrics) =>
        (_redactor, _restores, _metrics) = (redactor, restores, metrics);

    /// <summary>Puts redaction above a chain of handlers, for programs without dependency injection.</summary>
    /// <param name="options">What is redacted; copied, later changes are not seen.</param>
    /// <param name="inner">What comes next: a <see cref="ClaudeCachingHandler"/>, or what sends. Disposed together with this.</param>
    /// <param name="meters">Makes the meter; without it there is one of its own.</param>
    /// <returns>The handler. Make one, keep it, and put nothing above it that logs or stores bodies.</returns>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names it, its value and the fix.</exception>
    public static RedactionHandler Create(RedactionOptions options, HttpMessageHandler inner, IMeterFactory? meters = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(inner);
        return new RedactionHandler(new PiiRedactor(options), options.RestoreAnswers, new RedactionMetrics(meters)) { InnerHandler = inner };
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("PromptCaching handlers are asynchronous only: call HttpClient.SendAsync instead of Send.");

    /// <inheritdoc/>
    /// <exception cref="ClaudeRefusedException">The body cannot be read; nothing was sent.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Content is not { } original)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var body = await original.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (body.Length == 0)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var redacted = Redact(body);
        _metrics.Redacted(redacted.Counts);
        request.Content = RedactedContent.Of(redacted.Body, original.Headers);
        SanitisedAnswer.Forget(request);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (_restores)
            {
                RestoredContent.Wrap(response, redacted.Values);
            }

            return response;
        }
        finally
        {
            request.Content = original;
        }
    }

    private RedactedRequest Redact(byte[] body)
    {
        try
        {
            return _redactor.Redact(body);
        }
        catch
        {
            _metrics.Refused();
            throw;
        }
    }
}
