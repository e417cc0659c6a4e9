using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What is kept of a list of tools: a hash of each and of its name, to tell a changed one from a new one.</summary>
/// <param name="Blocks">The hashes of the tools.</param>
/// <param name="OrdinaryTools">A hash of all that do not search the web.</param>
internal sealed record ToolPrint(ulong[] Blocks, ulong OrdinaryTools)
{
    /// <summary>Gets the hashes of their names; null until the answer has ended: no request waits for them.</summary>
    public ulong[]? Names { get; private set; }

    public int Size => Blocks.Length * 16;

    public static bool IsWebTool(BlockOutline block) =>
        block.Type is { } type
        && (type.StartsWith("web_search_", StringComparison.Ordinal) || type.StartsWith("web_fetch_", StringComparison.Ordinal));

    public static ToolPrint Of(IReadOnlyList<PathStep> steps, int count)
    {
        var (blocks, ordinary) = (new ulong[count], 0UL);
        for (var index = 0; index < count; index++)
        {
            var block = steps[index].Block;
            blocks[index] = block.Hash;
            ordinary = IsWebTool(block) ? ordinary : BlockHash.Join(ordinary, block.Hash);
        }

        return new ToolPrint(blocks, ordinary);
    }

    /// <summary>Adds what takes longer: the names. Doing it twice at once does no harm.</summary>
    public void Complete(IReadOnlyList<PathStep> steps, ReadOnlySpan<byte> body)
    {
        if (Names is not null)
        {
            return;
        }

        var names = new ulong[Blocks.Length];
        for (var index = 0; index < names.Length; index++)
        {
            var block = steps[index].Block;
            names[index] = NameOf(body[block.Start..block.End]);
        }

        Names = names;
    }

    private static ulong NameOf(ReadOnlySpan<byte> tool)
    {
        var reader = new Utf8JsonReader(tool, JsonSettings.Reader);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // A toolset of a server has no name of its own but the server's.
            var isName = !reader.ValueIsEscaped && (reader.ValueTextEquals("name"u8) || reader.ValueTextEquals("mcp_server_name"u8));
            reader.Read();
            if (isName && reader.TokenType == JsonTokenType.String)
            {
                return BlockHash.Of(reader.ValueSpan);
            }

            reader.Skip();
        }

        return 0;
    }
}
