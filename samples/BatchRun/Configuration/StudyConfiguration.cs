namespace BatchRun.Configuration;

/// <summary>All that a study is made of.</summary>
internal sealed record StudyConfiguration
{
    public required string Name { get; init; }

    /// <summary>Gets the file of the system prompt that all requests share, from the folder of the configuration.</summary>
    public required string System { get; init; }

    public ItemsConfiguration Items { get; init; } = new();

    /// <summary>Gets the control and the treatments; each item is asked under one of them.</summary>
    public required IReadOnlyList<ArmConfiguration> Arms { get; init; }

    /// <summary>Gets the temperatures at which each item is asked.</summary>
    public IReadOnlyList<double> Temperatures { get; init; } = [1.0];

    /// <summary>Gets the provider that is used unless the command line names another.</summary>
    public required string Provider { get; init; }

    public required IReadOnlyDictionary<string, ProviderConfiguration> Providers { get; init; }

    public RunConfiguration Run { get; init; } = new();

    public WebhookConfiguration? Webhook { get; init; }
}
