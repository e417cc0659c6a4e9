using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>The answer that follows from the request alone: a forced tool call, JSON for a schema, or sentences quoted from its text.</summary>
internal static class DeterministicAnswer
{
    private const int LongestEcho = 160;

    public static Answer For(IncomingCall call, TokenCounting counting, Func<int, string> toolUseId)
    {
        var body = call.Json!.Value;
        var maximum = body.GetWhole("max_tokens") ?? int.MaxValue;
        if (maximum == 0)
        {
            return new Answer([], "max_tokens");
        }

        var conversation = AskedConversation.Of(call.Blocks);
        if (Thought.Of(body, conversation, maximum) is not { } thought)
        {
            return Spoken(body, conversation, maximum, counting, toolUseId);
        }

        // Thinking counts towards max_tokens: it may use up all of them.
        var left = maximum - TokenEstimate.OfAnswer([thought], body.GetText("model")!, counting);
        if (left <= 0)
        {
            return new Answer([thought], "max_tokens");
        }

        var spoken = Spoken(body, conversation, left, counting, toolUseId);
        return spoken with { Blocks = [thought, .. spoken.Blocks] };
    }

    private static Answer Spoken(JsonElement body, AskedConversation conversation, int maximum, TokenCounting counting, Func<int, string> toolUseId)
    {
        if (ForcedTool.Of(body, conversation.Question) is { } tool)
        {
            return new Answer([tool.Call(conversation.Question, toolUseId(0))], "tool_use");
        }

        var schema = (body.Get("output_config")?.Get("format") ?? body.Get("output_format"))?.Get("schema");
        var text = schema is { } shape ? new SchemaSample(shape, conversation.Question).Create().GetRawText() : Say(conversation);
        var model = body.GetText("model")!;
        return TextLimit.Apply(text, maximum, said => TokenEstimate.OfText(said, model, counting), body.GetTexts("stop_sequences"));
    }

    private static string Say(AskedConversation conversation)
    {
        var quotes = Quotation.Pick(conversation.Question, conversation.Material);
        var opening = conversation.Question.Length == 0 ? "You asked nothing in words." : $"You asked: \"{Shorten(conversation.Question)}\".";
        return quotes.Count == 0
            ? $"{opening} Nothing in the text that came with the question speaks of it, so there is nothing to quote."
            : $"{opening} From the text: {string.Join(" Also: ", quotes.Select(static quote => $"\"{quote}\""))}";
    }

    private static string Shorten(string question) => question.Length <= LongestEcho ? question : Cut.At(question, LongestEcho - 1) + "…";
}
