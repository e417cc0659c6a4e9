using System.Net;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Retrying.Fallback;

/// <summary>Asks another model when the wanted one is overloaded. Above the response cache: the answer is stored under the model that gave it.</summary>
internal sealed class FallbackHandler(Func<RetryingOptions> options, ILogger logger) : AsyncOnlyHandler
{
    private const HttpStatusCode Overloaded = (HttpStatusCode)529;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var current = options();
        return current is { Enabled: true, FallbackModels: { Count: > 0 } models } && CallContext.Of(request) is { Report.IsKeepWarm: false } context
            ? SendAsync(request, context, [.. models], cancellationToken)
            : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CallContext context, string[] models, CancellationToken cancellationToken)
    {
        // Whoever answers from memory gives the bytes of the call back, and then nobody falls back.
        var (wanted, content) = (context.Once(RequestOutline.Of)?.Model, request.Content!);
        var (response, refusal) = await TryAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            foreach (var model in models.Where(model => model != wanted))
            {
                if (response is { StatusCode: not Overloaded } || ModelName.Replace(context.Body.Span, model) is not { } body)
                {
                    break;
                }

                response?.Dispose();
                logger.FellBack(wanted, model);
                (response, refusal) = await TryAsync(request, context, content, body, model, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            request.Content = content;
            context.Attach(request);
        }

        refusal?.Throw();
        return response!;
    }

    private async Task<(HttpResponseMessage? Response, ExceptionDispatchInfo? Refusal)> TryAsync(
        HttpRequestMessage request, CallContext context, HttpContent content, byte[] body, string model, CancellationToken cancellationToken)
    {
        context.Report.FallBack(context.Once(RequestOutline.Of)?.Model, model);
        var other = new CallContext(body, context.Report);
        other.Attach(request);
        request.Content = new BytesContent(body, content.Headers);
        var tried = await TryAsync(request, cancellationToken).ConfigureAwait(false);
        if (other.Noted<AnswerOutline>() is { } known)
        {
            context.Note(known);
        }

        return tried;
    }

    /// <summary>Only what says that the endpoint has too much to do is caught.</summary>
    private async Task<(HttpResponseMessage? Response, ExceptionDispatchInfo? Refusal)> TryAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return (await base.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ClaudeRefusedException refused) when (refused.Reason == RefusalReason.Unavailable)
        {
            return (null, ExceptionDispatchInfo.Capture(refused));
        }
    }
}
