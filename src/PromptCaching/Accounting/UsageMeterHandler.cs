using System.Net;
using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Counts every physical attempt and prices every physical answer, once: the only source of cost.</summary>
internal sealed class UsageMeterHandler(Func<ModelCatalog> catalog, TimeProvider time) : AsyncOnlyHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (CallContext.Of(request) is not { } context)
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        var report = context.Report;
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        report.Attempts++;
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ClaudeRefusedException)
        {
            // Refused further down: nothing was sent.
            report.Attempts--;
            throw;
        }

        report.RequestId = response.Headers.Find(ClaudeHeaders.RequestId);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            var tap = new ResponseTap(response.Content);
            tap.Subscribe(new Meter(report, catalog(), day));
            response.Content = tap;
            report.Source = CallSource.Api;
        }

        return response;
    }

    private sealed class Meter(CallReport report, ModelCatalog catalog, DateOnly day) : IAnswerObserver
    {
        public void OnEnd(AnswerOutline answer)
        {
            var cost = CallCost.Of(answer, catalog, day);
            report.Usage = cost.Usage;
            report.Cost = cost.Cost;
            report.CostWithoutCaching = report.IsKeepWarm ? 0m : cost.CostWithoutCaching;
        }
    }
}
