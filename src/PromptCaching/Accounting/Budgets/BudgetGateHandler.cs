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
        var reserving = budgets.ReserveAsync(call.Scope, call.Tags ?? [], estimate, cancellationToken);
        return reserving.IsCompletedSuccessfully
            ? SendAsync(request, context, reserving.Result, cancellationToken)
            : SendLaterAsync(reserving, request, context, cancellationToken);
    }

    private async Task<HttpResponseMessage> SendLaterAsync(
        ValueTask<BudgetReservation?> reserving, HttpRequestMessage request, CallContext context, CancellationToken cancellationToken)
    {
        var reservation = await reserving.ConfigureAwait(false);
        return await SendAsync(request, context, reservation, cancellationToken).ConfigureAwait(false);
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CallContext context, BudgetReservation? reservation, CancellationToken cancellationToken) =>
        reservation is null ? base.SendAsync(request, cancellationToken) : SendReservedAsync(request, context, reservation, cancellationToken);

    private async Task<HttpResponseMessage> SendReservedAsync(
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
