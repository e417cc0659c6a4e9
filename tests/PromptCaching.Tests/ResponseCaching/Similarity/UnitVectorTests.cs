using PromptCaching.ResponseCaching.Similarity;

namespace PromptCaching.Tests.ResponseCaching.Similarity;

public sealed class UnitVectorTests
{
    [Fact]
    public void A_direction_is_one_long() => UnitVector.Of([3f, -4f])!.Should().Equal(0.6f, -0.8f);

    [Fact]
    public void What_has_no_length_or_none_that_can_be_told_has_no_direction()
    {
        UnitVector.Of([]).Should().BeNull();
        UnitVector.Of([0f, 0f]).Should().BeNull();
        UnitVector.Of([float.NaN, 1f]).Should().BeNull();
        UnitVector.Of([float.PositiveInfinity, 1f]).Should().BeNull();
        UnitVector.Of([float.MaxValue, float.MaxValue])!.Should().OnlyContain(static number => Math.Abs(number - 0.70710677f) < 1e-6f);
    }

    [Fact]
    public void Opposite_is_minus_one_across_is_nothing_and_rounding_leads_no_further_than_one()
    {
        UnitVector.Cosine([1f, 0f], [-1f, 0f]).Should().Be(-1);
        UnitVector.Cosine([1f, 0f], [0f, 1f]).Should().Be(0);
        UnitVector.Cosine([1.001f], [1.001f]).Should().Be(1);
        UnitVector.Cosine([1.001f], [-1.001f]).Should().Be(-1);
    }
}
