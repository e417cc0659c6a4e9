using System.Text.Json;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>Placing markers beside the least that any reader of the body must do.</summary>
internal sealed class PlanAgainstReader(string name, GrowingConversation conversation) : IRatio
{
    private readonly PlannedConversation _planned = new(conversation);
    private int _reads;

    public string Name => name;

    public string Against => "one Utf8JsonReader pass over the body";

    public double Target => 0.6;

    public RatioSense Sense => RatioSense.Min;

    public void Ours() => _planned.PlanNext();

    public void Reference()
    {
        var reader = new Utf8JsonReader(conversation.Bodies[_reads++ % conversation.Bodies.Count]);
        while (reader.Read())
        {
        }
    }
}
