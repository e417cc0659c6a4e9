using PromptCaching.Testing;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Leniency and the 404s take turns, so that each of them meets every kind of damage.</summary>
internal static class Leniency
{
    private const int CallsToRemember = 1000;

    public static ClaudeEmulatorOptions Of(int turn) => new()
    {
        RecordBodies = false,
        MaxRecordedCalls = CallsToRemember,
        RejectUnknownFields = turn % 2 == 0,
        RefuseRetiredModels = turn % 4 == 3,
        RefuseUnknownModels = turn % 4 == 3,
    };
}
