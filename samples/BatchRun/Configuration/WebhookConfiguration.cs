namespace BatchRun.Configuration;

/// <summary>Who is told when a run is over.</summary>
internal sealed record WebhookConfiguration
{
    public required Uri Url { get; init; }

    /// <summary>Gets the environment variable that holds the secret of the signature: a file is no place for it.</summary>
    public string SecretVariable { get; init; } = "BATCHRUN_WEBHOOK_SECRET";
}
