using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.Bodies;

public sealed class GrowingTextTests
{
    private static readonly string[] Characters = ["a", "\u00e9", "\u20ac", "\U0001F600", "\""];

    [Fact]
    public void Text_is_all_of_its_pieces_however_long_they_are_and_wherever_an_end_comes_between()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var text = new GrowingText(seed % 3 == 0 ? "begun " : "");
            var expected = seed % 3 == 0 ? "begun " : "";
            for (var piece = random.Next(12); piece > 0; piece--)
            {
                var added = string.Concat(Enumerable.Repeat(Characters[random.Next(Characters.Length)], random.Next(4) == 0 ? random.Next(3000) : random.Next(8)));
                var cut = random.Next(added.Length + 1);
                text.Append(added[..cut]);
                text.Append(added[cut..]);
                expected += added;
                if (random.Next(5) == 0)
                {
                    text.End();
                }

                text.ToString().Should().Be(expected);
                Written(text).Should().Be(expected);
                text.IsEmpty.Should().Be(expected.Length == 0);
            }
        }
    }

    [Fact]
    public void One_piece_is_not_copied()
    {
        var piece = new string('x', 100);
        var text = new GrowingText("");

        text.Append(null);
        text.Append("");
        text.Append(piece);
        text.End();

        text.ToString().Should().BeSameAs(piece);
    }

    private static string? Written(GrowingText text)
    {
        var output = new MemoryStream();
        using (var writer = new Utf8JsonWriter(output))
        {
            text.WriteTo(writer);
        }

        return JsonElement.Parse(output.ToArray()).GetString();
    }
}
