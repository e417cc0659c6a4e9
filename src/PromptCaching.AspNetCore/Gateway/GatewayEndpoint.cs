using System.Buffers;
using Microsoft.AspNetCore.Http;
using PromptCaching.AspNetCore.Clients;

namespace PromptCaching.AspNetCore.Gateway;

/// <summary>Answers one call: who is it, may it, and then through the chain.</summary>
internal sealed class GatewayEndpoint(GatewayState state)
{
    private bool _hasRefusedRemote;

    public async Task AnswerAsync(HttpContext context, GatewayRoute route, CancellationToken cancellationToken)
    {
        var directory = state.Directory;
        if (WhyNot(context, route, directory, out var caller) is { } refusal)
        {
            Refuse(context, route, refusal);
            return;
        }

        if (state.Limits.Enter(caller!, directory.Options) is { } full)
        {
            Refuse(context, route, full);
            return;
        }

        using var permit = new CallPermit(state.Limits, caller!);
        await PassOnAsync(context, route, caller!, directory.Options, permit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says to those who may know it what is not passed on.</summary>
    public void AnswerOther(HttpContext context)
    {
        var refusal = WhyNot(context, GatewayRoute.Other, state.Directory, out _)
            ?? GatewayError.NotFound(
                $"This gateway does not pass on {context.Request.Method} {context.Request.Path}: " +
                "it knows messages, their token counts and batches, and models. Ask the API itself for anything else.");
        Refuse(context, GatewayRoute.Other, refusal);
    }

    private GatewayError? WhyNot(HttpContext context, GatewayRoute route, CallerDirectory directory, out GatewayCaller? caller)
    {
        caller = null;
        if (!directory.Options.AllowRemote && !LocalConnection.IsLocal(context))
        {
            WarnOfRemote();
            return GatewayError.Forbidden("This gateway answers callers on its own machine only; its operator can set ClaudeGateway:AllowRemote.");
        }

        caller = directory.Find(context.Request.Headers);
        return caller is null ? GatewayError.Unauthenticated(directory.WhyUnknown(context.Request.Headers))
            : route.IsOfBatches && caller.Client is { AllowBatches: false }
                ? GatewayError.Forbidden("This client may not use batches: they would be seen by every client of the gateway's key.")
                : RequestBody.Limit(context, LimitOf(route, directory.Options));
    }

    private async Task PassOnAsync(
        HttpContext context, GatewayRoute route, GatewayCaller caller, ClaudeGatewayOptions options, CallPermit permit, CancellationToken cancellationToken)
    {
        try
        {
            var (request, query) = (context.Request, context.Request.QueryString.ToUriComponent());
            if (route.AddressAt(state.ApiAddress, request.RouteValues[GatewayRoute.Id] as string, query) is not { } address)
            {
                Refuse(context, route, GatewayError.NotFound("There is nothing of that name."));
                return;
            }

            var content = !route.HasBody ? null
                : route.IsNewBatch ? new StreamContent(request.Body)
                : await RequestBody.ReadAsync(request, LimitOf(route, options), cancellationToken).ConfigureAwait(false);
            using var message = UpstreamMessage.Of(request, address, content, caller, options);
            using var answer = await state.SendAsync(message, cancellationToken).ConfigureAwait(false);
            AnswerCopy.Begin(answer, context.Response, caller.UsesGatewayKey);
            await (route.NamesAddresses && answer.IsSuccessStatusCode
                ? GiveWithOwnAddressesAsync(context, answer, cancellationToken)
                : AnswerCopy.CopyAsync(answer, context.Response, permit, cancellationToken)).ConfigureAwait(false);
            state.Logger.Answered(caller.Name, route.Name, context.Response.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The caller has left, and the chain with it unless others wait for the same answer: there is nobody to tell.
        }
        catch (Exception failure)
        {
            Fail(context, route, failure);
        }
    }

    private async Task GiveWithOwnAddressesAsync(HttpContext context, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        var request = context.Request;
        var path = request.Path.ToUriComponent();
        var outside = path[..path.IndexOf("/v1/", StringComparison.Ordinal)];
        var own = ResultAddresses.Replace(
            body, GatewayRoute.RootOf(state.ApiAddress), $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}{outside}");
        context.Response.ContentLength = own.Length;
        context.Response.BodyWriter.Write(own.Span);
    }

    /// <summary>
    /// An answer that has begun can only be broken off; ended properly, a cut stream would pass for a whole one. A failure lets the server send what came
    /// so far and close without an end, where aborting would take that away, and a client would take it for a call that may be repeated.
    /// </summary>
    /// <exception cref="IOException">The answer has begun.</exception>
    private void Fail(HttpContext context, GatewayRoute route, Exception failure)
    {
        if (context.Response.HasStarted)
        {
            state.Logger.Broken(route.Name, failure.GetType().Name);
            throw new IOException("The answer of the API broke off, and so the caller's connection is closed.");
        }

        if (failure is ClaudeRefusedException { Reason: RefusalReason.Quota })
        {
            state.Traffic.RefusedByQuota();
        }

        var error = GatewayFailure.Of(failure);
        if (error is null)
        {
            state.Logger.Failed(failure, route.Name);
        }

        context.Response.Clear();
        Refuse(context, route, error ?? GatewayError.Failed("The gateway failed; its log says how."));
    }

    private void Refuse(HttpContext context, GatewayRoute route, GatewayError refusal)
    {
        state.Logger.Refused(route.Name, refusal.Status, refusal.Type);
        refusal.Write(context.Response);
    }

    private static long LimitOf(GatewayRoute route, ClaudeGatewayOptions options) => route.IsNewBatch ? options.MaxBatchBytes : options.MaxRequestBytes;

    private void WarnOfRemote()
    {
        if (!Interlocked.Exchange(ref _hasRefusedRemote, true))
        {
            state.Logger.RefusedRemote();
        }
    }
}
