using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PromptCaching.Testing.Tokens;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Answers;

/// <summary>The thinking block ahead of an answer, where the request asks for thinking.</summary>
internal static class Thought
{
    private const int LongestEcho = 80;

    public static JsonElement? Of(JsonElement body, AskedConversation conversation, int maxTokens)
    {
        if (body.Get("thinking") is not { } thinking || thinking.GetText("type") is not ("enabled" or "adaptive"))
        {
            return null;
        }

        var whole = $"The question is \"{Cut.At(conversation.Question, LongestEcho)}\". I look for the sentences that share most words with it.";
        var most = (int)Math.Min((long)maxTokens * FourCharacterMeasure.CharactersPerToken, whole.Length);
        var text = Cut.At(whole, most);
        return Json.Element(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "thinking");
            writer.WriteString("thinking", text);
            writer.WriteString("signature", Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(whole))));
            writer.WriteEndObject();
        });
    }
}
