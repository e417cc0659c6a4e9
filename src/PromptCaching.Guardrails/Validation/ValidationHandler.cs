using System.Net.Http.Headers;
using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Guardrails.Validation.Traffic;

namespace PromptCaching.Guardrails.Validation;

/// <summary>Judges answers on their way to any client. It stands outside the response cache: hits and joins get the verdict of the first.</summary>
public sealed class ValidationHandler : DelegatingHandler
{
    private const string EventStream = "text/event-stream";
    private readonly ResponseValidator _validator;
    private readonly ValidationMetrics _metrics;

    /// <summary>Initializes a new instance of the <see cref="ValidationHandler"/> class.</summary>
    /// <param name="validator">The rules.</param>
    /// <remarks>Set <see cref="MayStore"/> in the response cache below, or use <see cref="Create"/>: otherwise refused answers are stored.</remarks>
    public ValidationHandler(ResponseValidator validator)
        : this(validator, new ValidationMetrics(null)) => ArgumentNullException.ThrowIfNull(validator);

    internal ValidationHandler(ResponseValidator validator, ValidationMetrics metrics) => (_validator, _metrics) = (validator, metrics);

    /// <summary>Puts the stage on top of a whole chain, for programs without dependency injection.</summary>
    /// <param name="options">What an answer must be like.</param>
    /// <param name="caching">The options of the chain; its response cache is told not to store what is refused.</param>
    /// <param name="inner">Sends what the chain lets through.</param>
    /// <returns>The handler; it disposes the chain.</returns>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">An option is wrong; the message names it, its value and the fix.</exception>
    public static ValidationHandler Create(ValidationOptions options, ClaudeCachingOptions caching, HttpMessageHandler inner)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(caching);
        ArgumentNullException.ThrowIfNull(inner);
        var problems = new ValidationOptionsValidator().Validate(null, options);
        if (problems.Failed)
        {
            throw new Microsoft.Extensions.Options.OptionsValidationException("", typeof(ValidationOptions), problems.Failures);
        }

        var handler = new ValidationHandler(new ResponseValidator(options));
        caching.ResponseCaching.MayStore = handler.Before(caching.ResponseCaching.MayStore);
        handler.InnerHandler = ClaudeCachingHandler.Create(caching, inner);
        return handler;
    }

    /// <summary>Whether the response cache may keep an answer: not one that would be refused. Belongs into <c>ResponseCachingOptions.MayStore</c>.</summary>
    /// <param name="message">The message in JSON.</param>
    /// <returns>Whether it may.</returns>
    public bool MayStore(ReadOnlyMemory<byte> message) => AnswerJudge.MayStore(_validator, message);

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("PromptCaching handlers are asynchronous only: call HttpClient.SendAsync instead of Send.");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        var options = _validator.Options;
        if (!options.Enabled || !response.IsSuccessStatusCode || !IsMessages(request))
        {
            return response;
        }

        response.RequestMessage ??= request;
        try
        {
            return response.Content.Headers.ContentType?.MediaType == EventStream
                && (options.Streams == StreamValidation.PassThrough || options.Action == ValidationAction.Observe)
                ? await PassAsync(response, cancellationToken).ConfigureAwait(false)
                : await HoldAsync(response, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsMessages(HttpRequestMessage request) =>
        request.Method == HttpMethod.Post
        && request.RequestUri is { IsAbsoluteUri: true } uri
        && uri.AbsolutePath.AsSpan().TrimEnd('/').EndsWith("/v1/messages", StringComparison.Ordinal);

    private static bool IsLength(string header) => header.Equals("Content-Length", StringComparison.OrdinalIgnoreCase);

    private static HttpContent With(HttpContent content, HttpContentHeaders headers)
    {
        foreach (var (name, values) in headers.NonValidated.Where(static header => !IsLength(header.Key)))
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        return content;
    }

    internal Func<ReadOnlyMemory<byte>, bool> Before(Func<ReadOnlyMemory<byte>, bool>? others) =>
        message => MayStore(message) && (others is null || others(message));

    private async Task<HttpResponseMessage> HoldAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var held = response.Content;
        var isStream = held.Headers.ContentType?.MediaType == EventStream;
        ReadOnlyMemory<byte> body = await held.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var judged = AnswerJudge.Judge(_validator, body, isStream, maySanitise: true);
        Tell(response, judged, isStream, isChanged: !judged.Body.Equals(body));
        if (judged.Outcome == ValidationOutcome.Refused)
        {
            return Refuse(response, judged);
        }

        response.Content = With(new ByteArrayContent(judged.Body.ToArray()), held.Headers);
        held.Dispose();
        response.Headers.TryAddWithoutValidation(ValidationHeaders.Outcome, ValidationHeaders.Of(judged.Outcome));
        if (_validator.Options.Action != ValidationAction.Observe)
        {
            SanitisedAnswer.Mark(response, _validator.Sanitiser);
        }

        return response;
    }

    private HttpResponseMessage Refuse(HttpResponseMessage response, JudgedAnswer judged)
    {
        var report = response.GetCallReport();
        var refused = new ResponseRefusedException(judged.Result.Issues)
        {
            CallReport = report,
            MayHaveBeenBilled = report is not { Source: CallSource.ResponseCache },
            RequestId = report?.RequestId
                ?? (response.Headers.NonValidated.TryGetValues(ValidationHeaders.RequestId, out var ids) ? ids.FirstOrDefault() : null),
        };
        if (_validator.Options.RefusalForm == RefusalForm.Exception)
        {
            throw refused;
        }

        var request = response.RequestMessage!;
        response.Dispose();
        return RefusalResponse.Of(request, refused);
    }

    private async Task<HttpResponseMessage> PassAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var passing = response.Content;
        var answer = await passing.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var content = new StreamContent(new PassingStream(answer, passing, whole =>
        {
            var judged = AnswerJudge.Judge(_validator, whole, isStream: true, maySanitise: false);
            Tell(response, judged, isStream: true, isChanged: false);
            return judged.Outcome == ValidationOutcome.Warned ? ValidationHeaders.Comment(judged) : null;
        }));
        response.Content = With(content, passing.Headers);
        return response;
    }

    private void Tell(HttpResponseMessage response, JudgedAnswer judged, bool isStream, bool isChanged)
    {
        _metrics.Judged(judged, isChanged);
        var validated = new ValidatedAnswer(judged.Outcome, judged.Result, isStream) { CallReport = response.GetCallReport() };
        response.RequestMessage!.Options.Set(ClaudeHttpResponseMessageValidationExtensions.Key, validated);
        _validator.Options.OnValidated?.Invoke(validated);
    }
}
