using PromptCaching.Guardrails.Validation;

namespace PromptCaching.Guardrails.Tests.Validation;

public sealed class AnswerQualityTests
{
    [Fact]
    public void Each_metric_counts_what_it_says()
    {
        var quality = AnswerQuality.Of("# Title\n\n1. In 2026, 1,234.5 of 7\n- x2 isn't 50%\n\n```\n- 99\n```\n", minLength: 1);

        quality.Should().BeEquivalentTo(new { Sections = 1, Bullets = 2, Numbers = 4, LengthScore = 1.0, DetailScore = 0.8 });
        quality.StructureScore.Should().BeApproximately(((1 / 3d) + (2 / 5d)) / 2, 1e-9);
        quality.Score.Should().BeApproximately(0.5 + (0.3 * quality.StructureScore) + (0.2 * 0.8), 1e-9);
        quality.Words.Should().Be(13);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(25, 0.25)]
    [InlineData(100, 1)]
    [InlineData(200, 1)]
    [InlineData(400, 0.5)]
    public void Length_fits_between_the_limits(int length, double score) =>
        AnswerQuality.Of(new string('x', length), 100, 200).LengthScore.Should().Be(score);

    [Fact]
    public void Enough_of_everything_is_1_and_nothing_is_0()
    {
        var full = "# A\n# B\n# C\n# D\n" + string.Concat(Enumerable.Range(1, 9).Select(number => $"- item {number}\n"));

        AnswerQuality.Of(full, 10).Score.Should().BeApproximately(1, 1e-9);
        AnswerQuality.Of("").Score.Should().Be(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_score_is_between_0_and_1_whatever_the_text(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(300)).Select(_ => "# -1.\n`*ab"[random.Next(10)])]);

            AnswerQuality.Of(text, 20, 200).Score.Should().BeInRange(0, 1);
        }
    }
}
