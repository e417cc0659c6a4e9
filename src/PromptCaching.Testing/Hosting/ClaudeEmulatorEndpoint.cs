using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using PromptCaching.Testing.Endpoints;
using PromptCaching.Testing.Requests;

namespace PromptCaching.Testing.Hosting;

/// <summary>Carries calls from a web server to the emulator, and its replies back.</summary>
internal sealed class ClaudeEmulatorEndpoint(ClaudeEmulator emulator)
{
    public async Task AnswerAsync(HttpContext context, CancellationToken cancellationToken)
    {
        // The server's own limit would answer in the server's own words.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        try
        {
            var head = ServerRequest.HeadOf(context);
            var arrival = emulator.Arrive(head);
            var body = await ServerRequest.ReadAsync(context.Request.Body, ResourceRouter.LargestBody(head), cancellationToken).ConfigureAwait(false);
            var call = new IncomingCall(head, arrival, body);
            var reply = emulator.Answer(call);
            await new ServerReply(reply, emulator.HeadersOf(reply, call), emulator.Clock).SendAsync(context, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller has hung up: nobody is left to be told.
            context.Abort();
        }
    }
}
