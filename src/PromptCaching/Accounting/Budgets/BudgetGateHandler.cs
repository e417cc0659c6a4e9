using PromptCaching.Bodies;
using PromptCaching.Http;
using PromptCaching.Telemetry;

namespace PromptCaching.Accounting;

/// <summary>Refuses a call for which a budget has no room. It stands below the stored answers: those are free.</summary>
internal sealed class BudgetGateHandler(BudgetBook budgets, CallEstimates estimates) : AsyncOnlyHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (budgets.IsEmpty || CallContext.Of(request) is not { } context)
        {
            return base.SendAsync(request, cancellationToken);
        }

        var call = ClaudeCall.Of(request);
        var estimate = estimates.Of(context.Once(RequestOutline.Of), context.Body.Length);
        return budgets.Reserve(call.Scope, call.Tags ?? [], estimate?.Claim) is { } reservation
            ? SendAsync(request, context, reservation, cancellationToken)
            : base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CallContext context, BudgetReservation reservation, CancellationToken cancellationToken)
    {
        context.Note(reservation);
        try
        {
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response is { IsSuccessStatusCode: true, Content: IObservedAnswer answer })
            {
                answer.Subscribe(new Ending(reservation));
            }
            else
            {
                reservation.End();
            }

            return response;
        }
        catch
        {
            reservation.End();
            throw;
        }
    }

    private sealed class Ending(BudgetReservation reservation) : IAnswerObserver
    {
        public void OnEnd(AnswerOutline answer) => reservation.End();
    }
}
