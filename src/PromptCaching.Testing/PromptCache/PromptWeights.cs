using System.Text.Json;
using PromptCaching.Testing.Tokens;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>What each position of one request weighs, with what is rendered around it; in thousandths of a token.</summary>
internal sealed class PromptWeights
{
    private readonly ITextMeasure _measure;
    private readonly long _toolPrompt;
    private readonly long _beforeMessages;

    private PromptWeights(ITextMeasure measure, long toolPrompt, long beforeMessages)
    {
        _measure = measure;
        _toolPrompt = toolPrompt;
        _beforeMessages = beforeMessages;
    }

    public long End => _measure.Overheads.End;

    public static int Tokens(long thousandths) => (int)((thousandths + 500) / 1000);

    public static PromptWeights For(JsonElement body, TokenCounting counting)
    {
        if (counting == TokenCounting.FourCharacters)
        {
            return new PromptWeights(new FourCharacterMeasure(), 0, 0);
        }

        var model = ModelTokens.Of(body.GetText("model") ?? "");
        var measure = new CalibratedMeasure(model);
        var forces = body.Get("tool_choice")?.GetText("type") is "any" or "tool";
        return new PromptWeights(
            measure,
            HasTools(body) ? (forces ? model.ForcingToolPrompt : model.ToolPrompt) * 1000L : 0,
            (body.Get("thinking")?.GetText("type") == "enabled" ? measure.Overheads.Thinking : 0) + BlockTokens.OfOutputFormat(body, measure));
    }

    /// <summary>The tool prompt stands before the first position; what a thinking budget and an output schema add, before the first turn.</summary>
    public long Of(IReadOnlyList<PromptPosition> positions, int index)
    {
        var position = positions[index];
        var isFirstTurn = position.OpensTurn is not null && (index == 0 || positions[index - 1].Level != PromptLevel.Messages);
        var frame = position.OpensTurn is null ? 0 : isFirstTurn ? _measure.Overheads.FirstTurn + _beforeMessages : _measure.Overheads.Turn;
        return (index == 0 ? _toolPrompt : 0) + frame + OfBlock(position);
    }

    private long OfBlock(PromptPosition position) => position switch
    {
        { Json.ValueKind: JsonValueKind.String } => _measure.Text(position.Json),
        { Block.Level: PromptLevel.Tools } => BlockTokens.OfTool(position.Block, _measure),
        _ => BlockTokens.Of(position.Block.Type, position.Json, _measure),
    };

    private static bool HasTools(JsonElement body) => body.Get("tools") is { ValueKind: JsonValueKind.Array } tools && tools.GetArrayLength() > 0;
}
