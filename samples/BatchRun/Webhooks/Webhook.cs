using System.Globalization;
using System.Text;

namespace BatchRun.Webhooks;

/// <summary>Tells a receiver, some times if need be. Whatever comes of it is an outcome, never an exception: the run is over and paid.</summary>
internal sealed class Webhook(HttpClient http, Uri url, string secret, TimeProvider time)
{
    private const int MostAttempts = 4;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    public async Task<WebhookOutcome> SendAsync(string id, string body, CancellationToken cancellationToken)
    {
        var pause = FirstPause;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var error = await TryAsync(id, body, cancellationToken);
                if (error is null || attempt == MostAttempts)
                {
                    return new WebhookOutcome(error is null, attempt, error);
                }

                await Task.Delay(pause, time, cancellationToken);
                pause *= 2;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return new WebhookOutcome(IsDelivered: false, attempt, "somebody ended the program.");
            }
        }
    }

    /// <returns>What went wrong, if anything did.</returns>
    private async Task<string?> TryAsync(string id, string body, CancellationToken cancellationToken)
    {
        // Each attempt has its own time: an old one would be refused as a replay.
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Signature.Of(secret, id, timestamp, body));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode ? null : $"the receiver answered {(int)response.StatusCode}.";
        }
        catch (HttpRequestException failure)
        {
            return failure.Message;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "the receiver did not answer in time.";
        }
    }
}
