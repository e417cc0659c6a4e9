using System.Net;
using System.Text;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.TransportFaults;

/// <summary>A server that fails as planned, and writes down what it did for each call: who is billed for what.</summary>
internal sealed class LedgerServer(ManualTimeProvider clock) : HttpMessageHandler
{
    private FaultPlan _plan = new(false, [Fault.None]);
    private Random _chance = new(0);

    public int Attempts { get; private set; }

    /// <summary>Gets how often the call was worked on, the attempt that its caller saw excepted.</summary>
    public int UndeliveredExecutions { get; private set; }

    /// <summary>Gets the bytes of the answer to the last attempt.</summary>
    public byte[] Answer { get; private set; } = [];

    public void Begin(FaultPlan plan, Random chance)
    {
        (_plan, _chance) = (plan, chance);
        (Attempts, UndeliveredExecutions, Answer) = (0, 0, []);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var fault = Attempts < _plan.Faults.Count ? _plan.Faults[Attempts] : Fault.None;
        Attempts++;
        var isExecuted = Faults.IsExecuted(fault, _chance);
        UndeliveredExecutions += isExecuted && !Faults.IsDelivered(fault) ? 1 : 0;
        Answer = Encoding.UTF8.GetBytes(_plan.IsStream ? AnswerTexts.Stream(Attempts) : AnswerTexts.Message(Attempts));
        switch (fault)
        {
            case Fault.NoConnection:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "No connection.");
            case Fault.ResetBeforeHeaders:
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "Reset.", new HttpIOException(HttpRequestError.ResponseEnded));
            case Fault.ResetInHeaders:
                throw new HttpRequestException("Reset.", new IOException("Reset in the headers."));
            case Fault.NoHeaders:
                await Silence.UntilCanceledAsync(cancellationToken).ConfigureAwait(false);
                break;
            default:
                break;
        }

        return AnswerTexts.StatusOf(fault) is { } status ? Failed(status) : Begun(fault);
    }

    private HttpResponseMessage Failed(int status)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(AnswerTexts.Error(status)) };
        if (status == 429)
        {
            response.Headers.TryAddWithoutValidation("retry-after", _chance.Next(3).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return response;
    }

    private HttpResponseMessage Begun(Fault fault)
    {
        var response = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(new FaultyBody(Answer, fault, _chance, clock)) };
        response.Content.Headers.ContentType = new(_plan.IsStream ? "text/event-stream" : "application/json");
        return response;
    }
}
