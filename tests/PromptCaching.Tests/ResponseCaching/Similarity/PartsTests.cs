using PromptCaching.ResponseCaching.Similarity;

namespace PromptCaching.Tests.ResponseCaching.Similarity;

public sealed class PartsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no numbers", "")]
    [InlineData("2 + 2", "2 2")]
    [InlineData("22", "22")]
    [InlineData("from 3.50 to 14", "3 50 14")]
    [InlineData("x9y", "9")]
    public void The_numbers_of_a_text_are_its_runs_of_digits(string text, string expected) => NumbersIn.Of(text).Should().Be(expected);

    [Fact]
    public void The_cosine_does_not_depend_on_length_or_number_of_dimensions()
    {
        foreach (var dimensions in (int[])[1, 2, 7, 8, 9, 33, 1536])
        {
            var one = Enumerable.Range(1, dimensions).Select(static number => (float)Math.Sin(number)).ToArray();
            var other = Enumerable.Range(1, dimensions).Select(static number => (float)Math.Cos(number * 2)).ToArray();
            var exact = one.Zip(other, static (a, b) => (double)a * b).Sum()
                / Math.Sqrt(one.Sum(static a => (double)a * a)) / Math.Sqrt(other.Sum(static b => (double)b * b));

            UnitVector.Cosine(UnitVector.Of(one)!, UnitVector.Of([.. other.Select(static b => b * 100)])!).Should().BeApproximately(exact, 1e-5);
            UnitVector.Cosine(UnitVector.Of(one)!, UnitVector.Of(one)!).Should().BeApproximately(1, 1e-6);
        }
    }
}
