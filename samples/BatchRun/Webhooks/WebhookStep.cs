using BatchRun.Configuration;
using BatchRun.Sending;

namespace BatchRun.Webhooks;

/// <summary>Tells whoever the configuration names that a run is over.</summary>
internal static class WebhookStep
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Nothing where nobody is to be told.</returns>
    public static async Task<WebhookOutcome?> RunAsync(
        StudyConfiguration study, StudyFolder folder, RunRecord run, TimeProvider time, CancellationToken cancellationToken)
    {
        if (study.Webhook is not { } webhook)
        {
            return null;
        }

        if (Environment.GetEnvironmentVariable(webhook.SecretVariable) is not { Length: > 0 } secret)
        {
            return new WebhookOutcome(IsDelivered: false, Attempts: 0, $"the variable {webhook.SecretVariable} holds no secret to sign with.");
        }

        // A redirect would carry the note to wherever it points.
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Patience };
        return await new Webhook(http, webhook.Url, secret, time).SendAsync(
            CompletionNote.IdOf(study.Name, folder.Provider, run), CompletionNote.Of(study.Name, folder.Provider, run).ToJson(), cancellationToken);
    }
}
