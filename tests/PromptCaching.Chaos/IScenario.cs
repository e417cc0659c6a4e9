namespace PromptCaching.Chaos;

/// <summary>One way of doing harm, and the figures that say how much of it was felt.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>Gets how many operations make a quick run.</summary>
    int QuickOperations { get; }

    Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken);
}
