using System.Globalization;
using System.Text;
using PromptCaching.Tests.ResponseCaching.InFlight;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>Tells every call that arrives during a schedule its own script, as the schedule goes on.</summary>
internal sealed class ScheduledServer : HttpMessageHandler
{
    public const string CallerHeader = "x-caller";

    public Schedule? Current { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var question = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        var call = new GatedCall(request, question, cancellationToken);
        var caller = int.Parse(request.Headers.GetValues(CallerHeader).Single(), CultureInfo.InvariantCulture);
        var scheduled = Current!.Begin(call, Encoding.UTF8.GetString(question).Contains("\"stream\":true", StringComparison.Ordinal), caller);
        var response = await call.Head.WaitAsync(cancellationToken);
        scheduled.IsTaken = true;
        return response;
    }
}
