using System.Net;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.ColdBurst;

/// <summary>An emulator that lets calls come to nothing as it is their fate, and sees what the others write.</summary>
internal sealed class BurstServer(ClaudeEmulator emulator, TimeProvider clock, BurstTally tally) : DelegatingHandler(emulator)
{
    private const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(BurstCall.Key, out var call))
        {
            throw new InvalidOperationException("This server answers the calls of a burst alone.");
        }

        tally.Arrive(call);
        if (call.Fate is CallFate.Breaks or CallFate.IsRefused)
        {
            await Task.Delay(call.Patience, clock, cancellationToken).ConfigureAwait(false);
            return call.Fate == CallFate.IsRefused
                ? new HttpResponseMessage((HttpStatusCode)529) { RequestMessage = request, Content = new StringContent(Overloaded) }
                : throw new HttpRequestException("The connection broke.");
        }

        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        tally.Begin(call, emulator.Find(response.Headers.GetValues("request-id").First())!.Usage!);
        return response;
    }
}
