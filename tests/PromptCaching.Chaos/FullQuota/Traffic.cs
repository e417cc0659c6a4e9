using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Chaos.FullQuota;

/// <summary>Calls of one kind of work: how long their prompts and answers are, and which of them share a prefix.</summary>
/// <param name="Model">The model.</param>
/// <param name="PromptTokens">The shortest and the longest prompt; most are short.</param>
/// <param name="OutputTokens">The shortest and the longest answer; most are short.</param>
/// <param name="SharedPrefixTokens">A system prompt that half of the calls begin with.</param>
internal sealed record Traffic(string Model, (int Least, int Most) PromptTokens, (int Least, int Most) OutputTokens, int SharedPrefixTokens = 0)
{
    private const int Characters = 4;

    public byte[] Body(Random chance, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{number} ") + Words(chance, Draw(chance, PromptTokens));
        var output = Draw(chance, OutputTokens);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("model", Model);
            writer.WriteNumber("max_tokens", 8000);
            writer.WriteBoolean("stream", chance.Next(2) == 0);
            if (SharedPrefixTokens > 0 && chance.Next(2) == 0)
            {
                writer.WriteString("system", Words(new Random(SharedPrefixTokens), SharedPrefixTokens));
            }

            writer.WriteStartArray("messages");
            writer.WriteStartObject();
            writer.WriteString("role", "user");
            writer.WriteString("content", text);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteStartObject("metadata");
            writer.WriteString("user_id", output.ToString(CultureInfo.InvariantCulture));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary>Reads how long an answer a request is about; a limiter has no way to tell.</summary>
    public static int OutputOf(JsonElement body) =>
        int.Parse(body.GetProperty("metadata").GetProperty("user_id").GetString()!, CultureInfo.InvariantCulture);

    public static string Words(Random chance, int tokens)
    {
        var text = new StringBuilder();
        while (text.Length < tokens * Characters)
        {
            text.Append(chance.Next(100, 999)).Append(' ');
        }

        return text.ToString();
    }

    /// <summary>Sizes of real work differ by orders of magnitude, so the logarithm is drawn evenly.</summary>
    private static int Draw(Random chance, (int Least, int Most) range) =>
        (int)(range.Least * Math.Pow((double)range.Most / range.Least, chance.NextDouble()));
}
