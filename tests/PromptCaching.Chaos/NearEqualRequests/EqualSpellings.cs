using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Changes how an answer is to be delivered or what is to be written to the prompt cache, and nothing of the question.</summary>
internal static class EqualSpellings
{
    private static readonly Tree[] Markers =
        [Tree.Marker, Tree.Null, Tree.Object(("ttl", Tree.Text("1h")), ("type", Tree.Text("ephemeral"))),
            Tree.Object(("type", Tree.Text("ephemeral")), ("ttl", Tree.Text("5m")))];

    public static Tree Some(Tree body, Random chance)
    {
        for (var left = chance.Next(4); left > 0; left--)
        {
            body = One(body, chance);
        }

        return body;
    }

    private static Tree One(Tree body, Random chance) => chance.Next(6) switch
    {
        0 => chance.OneIn(3) ? body.Without("stream") : body.WithMember("stream", Tree.Literal(chance.OneIn(2) ? "true" : "false")),
        1 => chance.OneIn(3) ? body.Without("diagnostics") : body.WithMember("diagnostics", Tree.Object(("previous_message_id", Tree.Null))),
        2 => Marked(body, chance),
        3 => body.Member("metadata") is { Kind: TreeKind.Object } metadata && metadata.Member("user_id") is not null
            ? body.WithMember("metadata", metadata.WithMember("future", Tree.Number("1")))
            : body.Member("metadata") is null ? body.WithMember("metadata", Tree.Object()) : body,
        4 => InItem(body, chance.OneIn(2) ? "tools" : "system", chance, static (tool, chance) => Marked(tool, chance)),
        _ => InItem(body, "messages", chance, static (message, chance) => InItem(message, "content", chance, MarkedBlock)),
    };

    private static Tree MarkedBlock(Tree block, Random chance) =>
        block.Member("content") is { Kind: TreeKind.Array, Items.Length: > 0 } && chance.OneIn(2) ? InItem(block, "content", chance, MarkedBlock)
        : block.Member("source") is { Kind: TreeKind.Object } source && source.Member("content") is not null && chance.OneIn(2)
            ? block.WithMember("source", InItem(source, "content", chance, MarkedBlock))
        : Marked(block, chance);

    private static Tree Marked(Tree holder, Random chance) =>
        chance.OneIn(3) ? holder.Without("cache_control") : holder.WithMember("cache_control", chance.Pick(Markers));

    private static Tree InItem(Tree holder, string name, Random chance, Func<Tree, Random, Tree> change)
    {
        if (holder.Member(name) is not { Kind: TreeKind.Array, Items.Length: > 0 } items)
        {
            return holder;
        }

        var index = chance.Next(items.Items.Length);
        var item = items.Items[index];
        return item.Kind == TreeKind.Object ? holder.WithMember(name, items.WithItem(index, change(item, chance))) : holder;
    }
}
