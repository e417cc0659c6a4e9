using System.Text.Json;

namespace PromptCaching.Chaos;

/// <summary>A measured value and its target, which is the most (or the least) that it may be.</summary>
internal sealed record Figure(string Name, double Value, double Target, string Sense)
{
    public bool IsOk => Sense == "max" ? Value <= Target : Value >= Target;

    /// <summary>A count of something that must not happen.</summary>
    public static Figure Never(string name, int count) => new(name, count, 0, "max");

    /// <summary>A count that shows that the run met what it is about.</summary>
    public static Figure AtLeast(string name, int count, int least) => new(name, count, least, "min");

    public string ToJson(ScenarioRun run) => JsonSerializer.Serialize(new
    {
        name = Name,
        value = Value,
        target = Target,
        sense = Sense,
        operations = run.Operations,
        seed = run.Seed,
        ok = IsOk,
    });
}
