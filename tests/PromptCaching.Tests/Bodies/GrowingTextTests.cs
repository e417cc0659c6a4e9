using PromptCaching.Bodies;

namespace PromptCaching.Tests.Bodies;

public sealed class GrowingTextTests
{
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
                var added = new string((char)random.Next('a', 'z'), random.Next(4) == 0 ? random.Next(3000) : random.Next(8));
                text.Append(added);
                expected += added;
                if (random.Next(5) == 0)
                {
                    text.End();
                }

                text.ToString().Should().Be(expected);
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
}
