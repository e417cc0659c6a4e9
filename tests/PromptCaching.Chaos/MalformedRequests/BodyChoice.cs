namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>The bodies to begin with. The hand-written ones are few: half of all calls begin with one of them.</summary>
internal sealed class BodyChoice
{
    private readonly string[] _bodies = [.. SoundBodies.All, .. RecordedBodies.Read()];

    public string Next(Random chance) => _bodies[chance.Next(2) == 0 ? chance.Next(SoundBodies.All.Length) : chance.Next(_bodies.Length)];
}
