using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>The control: equal questions wait for the first one's call, which is cancelled when the first one leaves.</summary>
internal sealed class NaiveCoalescer(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentDictionary<string, Lazy<Task<(HttpStatusCode Status, byte[] Body)>>> _calls = new(StringComparer.Ordinal);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var question = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var call = _calls.GetOrAdd(question, _ => new(() => CallAsync(request, cancellationToken)));
        try
        {
            var (status, body) = await call.Value.WaitAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        }
        finally
        {
            _calls.TryRemove(new(question, call));
        }
    }

    private async Task<(HttpStatusCode Status, byte[] Body)> CallAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await base.SendAsync(request, cancellationToken);
        return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
