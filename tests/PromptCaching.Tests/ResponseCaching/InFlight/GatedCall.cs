using System.Net;
using System.Text;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>One call that reached the server, and what the test lets the server say, step by step.</summary>
internal sealed class GatedCall(HttpRequestMessage request, byte[] question, CancellationToken ends)
{
    private readonly TaskCompletionSource<HttpResponseMessage> _head = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HttpRequestMessage Request { get; } = request;

    /// <summary>Gets the body of the request as it arrived.</summary>
    public byte[] Question { get; } = question;

    /// <summary>Gets the headers of the request as they arrived.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; } =
        request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase);

    public GatedStream Body { get; } = new();

    public bool IsCancelled => ends.IsCancellationRequested;

    public Task<HttpResponseMessage> Head => _head.Task;

    /// <summary>Lets the response begin.</summary>
    public GatedCall Answer(bool isStream = false, int status = 200, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status) { RequestMessage = Request, Content = new StreamContent(Body) };
        response.Content.Headers.ContentType = new(isStream ? "text/event-stream" : "application/json");
        response.Headers.TryAddWithoutValidation("request-id", "req_1");
        response.Headers.TryAddWithoutValidation("anthropic-ratelimit-requests-remaining", "7");
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        _head.TrySetResult(response);
        return this;
    }

    public GatedCall Send(string piece)
    {
        Body.Send(Encoding.UTF8.GetBytes(piece));
        return this;
    }

    public GatedCall End()
    {
        Body.End();
        return this;
    }

    /// <summary>Breaks the connection: before the response, or in it.</summary>
    public void Break(Exception fault)
    {
        _head.TrySetException(fault);
        Body.End(fault);
    }

    public void AnswerWhole(string body, bool isStream = false, int status = 200, params (string Name, string Value)[] headers) =>
        Answer(isStream, status, headers).Send(body).End();
}
