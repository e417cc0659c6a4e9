using System.Diagnostics;
using PromptCaching.Telemetry.Spans;

namespace PromptCaching.Telemetry.Metrics;

/// <summary>What the GenAI conventions want to know of each measurement.</summary>
/// <param name="RequestModel">The model that was asked.</param>
/// <param name="ResponseModel">The model that answered.</param>
/// <param name="Address">Where it was asked.</param>
internal readonly record struct Inference(string? RequestModel, string? ResponseModel, Uri? Address)
{
    public TagList Tags()
    {
        var tags = new TagList { { SpanTags.Operation, SpanTags.Chat }, { SpanTags.Provider, SpanTags.Anthropic } };
        Add(ref tags, SpanTags.RequestModel, RequestModel);
        Add(ref tags, SpanTags.ResponseModel, ResponseModel);
        if (Address is not null)
        {
            tags.Add(SpanTags.ServerAddress, Address.Host);
            tags.Add(SpanTags.ServerPort, Address.Port);
        }

        return tags;
    }

    public TagList Tags(string name, string? value)
    {
        var tags = Tags();
        Add(ref tags, name, value);
        return tags;
    }

    private static void Add(ref TagList tags, string name, string? value)
    {
        if (value is not null)
        {
            tags.Add(name, value);
        }
    }
}
