using System.Text.Json;
using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Assertions;

/// <summary>Finds where a request departs from an earlier one, in the order in which a prompt is rendered. Markers do not count.</summary>
internal static class FirstDifference
{
    /// <summary>Parameters that change the prompt; they count from the messages on, or earlier.</summary>
    private static readonly string[] Parameters = ["speed", "tool_choice", "thinking", "output_config", "output_format", "context_management"];

    public static Difference? Between(JsonElement before, JsonElement now)
    {
        var (one, other) = (RequestBlocks.Of(before), RequestBlocks.Of(now));
        var place = 0;
        return Parameter("model", before, now, 0)
            ?? Blocks(PromptLevel.Tools, one, other, ref place)
            ?? Blocks(PromptLevel.System, one, other, ref place)
            ?? Changed(before, now, place)
            ?? Blocks(PromptLevel.Messages, one, other, ref place);
    }

    public static Difference? In(PromptPart part, JsonElement before, JsonElement now)
    {
        var place = 0;
        var level = part switch
        {
            PromptPart.Tools => PromptLevel.Tools,
            PromptPart.System => PromptLevel.System,
            _ => PromptLevel.Messages,
        };
        return Blocks(level, RequestBlocks.Of(before), RequestBlocks.Of(now), ref place);
    }

    private static Difference? Changed(JsonElement before, JsonElement now, int place) =>
        Parameters.Select(name => Parameter(name, before, now, place)).FirstOrDefault(static difference => difference is not null);

    private static Difference? Parameter(string name, JsonElement before, JsonElement now, int place)
    {
        var (one, other) = (Raw(before.Get(name)), Raw(now.Get(name)));
        return one == other ? null : new Difference(place, $"{name} {one} became {other}.");
    }

    private static string Raw(JsonElement? value) => value is { } set ? JsonSerializer.Serialize(set) : "(absent)";

    private static Difference? Blocks(PromptLevel level, IReadOnlyList<RequestBlock> before, IReadOnlyList<RequestBlock> now, ref int place)
    {
        RequestBlock[] one = [.. before.Where(block => block.Level == level)];
        RequestBlock[] other = [.. now.Where(block => block.Level == level)];
        if (level == PromptLevel.Tools && ToolOrder.Describe(one, other) is { } order)
        {
            return new Difference(place, order);
        }

        for (var index = 0; index < one.Length; index++, place++)
        {
            if (index == other.Length)
            {
                return new Difference(place, $"{Name(one[index])} is gone.");
            }

            if (BlockDifference.Describe(one[index], other[index]) is { } description)
            {
                return new Difference(place, $"{Name(one[index])} {description}.");
            }
        }

        return other.Length > one.Length && level != PromptLevel.Messages
            ? new Difference(place, $"{Name(other[one.Length])} was added.")
            : null;
    }

    private static string Name(RequestBlock block) =>
        block.Level == PromptLevel.Tools ? $"{block.Path} (\"{block.Json.GetText("name")}\")" : block.Path;
}
