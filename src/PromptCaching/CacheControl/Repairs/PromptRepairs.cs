using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Repairs;

/// <summary>Takes from a request what differs from one to the next without meaning anything: the order of tools, and of keys in their schemas.</summary>
internal static class PromptRepairs
{
    /// <summary>Repairs a body as far as the options ask for it.</summary>
    /// <returns>The same memory when there is nothing to repair, else a body of the same length.</returns>
    public static ReadOnlyMemory<byte> Apply(ReadOnlyMemory<byte> body, RequestOutline outline, CacheControlOptions options)
    {
        if (!options.SortTools && !options.SortSchemaKeys)
        {
            return body;
        }

        var draft = new BodyDraft(body);
        var tools = outline.Blocks.TakeWhile(static block => block.Level == PromptLevel.Tools).ToArray();
        if (options.SortSchemaKeys)
        {
            foreach (var tool in tools.Where(static tool => tool.Type is null or "custom"))
            {
                SchemaKeys.Sort(draft, tool);
            }
        }

        if (options.SortTools)
        {
            ToolOrder.Sort(draft, tools);
        }

        return draft.Body;
    }
}
