namespace BatchRun.Webhooks;

/// <summary>What became of a webhook.</summary>
/// <param name="IsDelivered">Whether the receiver said that it has it.</param>
/// <param name="Attempts">How often it was sent.</param>
/// <param name="Error">What went wrong the last time.</param>
internal sealed record WebhookOutcome(bool IsDelivered, int Attempts, string? Error)
{
    public override string ToString() => IsDelivered
        ? $"Webhook delivered, attempt {Attempts}."
        : $"Webhook not delivered after {Attempts} attempts: {Error}";
}
