using System.Net;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Counts every physical attempt and prices every physical answer, once: the only source of cost.</summary>
internal sealed class UsageMeterHandler(Func<ModelCatalog> catalog, CostLedger ledger, CallEstimates estimates, CallTelemetry telemetry)
    : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CallContext.Of(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var report = context.Report;
        report.Attempts++;
        var observed = telemetry.BeginAttempt(request.RequestUri, report, context.Once(RequestOutline.Of)?.Model);
        var attempt = Begin(request, context, observed);
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ClaudeRefusedException)
        {
            // Refused further down: nothing was sent.
            report.Attempts--;
            observed?.End("refused");
            throw;
        }
        catch (Exception failure)
        {
            attempt.Break(failure, cancellationToken);
            observed?.End(CallFailure.Of(failure));
            throw;
        }

        report.RequestId = attempt.RequestId = response.Headers.Find(ClaudeHeaders.RequestId);
        observed?.Answered((int)response.StatusCode, report.RequestId);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var tap = new ResponseTap(response.Content);
            tap.Subscribe(attempt);
            if (observed is not null)
            {
                tap.Subscribe(new ObservedAnswer(observed, tap));
            }

            response.Content = tap;
            report.Source = CallSource.Api;
        }
        else
        {
            attempt.Refuse(response.StatusCode);
            observed?.End(ErrorType.OfStatus((int)response.StatusCode).Value);
        }

        return response;
    }

    /// <summary>The wishes stand on the request: one that goes up for many callers has those of the caller who leads.</summary>
    private MeteredAttempt Begin(HttpRequestMessage request, CallContext context, ObservedAttempt? observed)
    {
        var call = ClaudeCall.Of(request);
        var outline = context.Once(RequestOutline.Of);
        var estimate = context.Report.IsKeepWarm ? null : estimates.Of(outline, context.Body.Length);
        var reservation = context.Noted<BudgetReservation>();
        var begun = new UsageEntry
        {
            At = ledger.Now,
            Source = CallSource.Api,
            Model = outline?.Model,
            Scope = call.Scope,
            Tags = call.Tags ?? [],
            IsKeepWarm = context.Report.IsKeepWarm,
        };
        return new MeteredAttempt(context.Report, begun, catalog(), entry =>
        {
            reservation?.Pay(entry);
            estimates.Learn(estimate, entry);
            ledger.Add(entry);
            observed?.Billed(entry.Model, entry.Usage, entry.Cost, entry.CostWithoutCaching);
        });
    }
}
