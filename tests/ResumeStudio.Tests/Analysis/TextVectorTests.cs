using ResumeStudio.Analysis;

namespace ResumeStudio.Tests.Analysis;

public sealed class TextVectorTests
{
    [Fact]
    public void Equal_texts_have_equal_vectors_of_length_one()
    {
        var vector = TextVector.Of("Runs order services in production");

        vector.Should().Equal(TextVector.Of("Runs order services in production"));
        TextVector.Similarity(vector, vector).Should().BeApproximately(1, 1e-5);
    }

    [Fact]
    public void Related_texts_are_nearer_than_others()
    {
        var wanted = TextVector.Of("Maintenance of payment services for shops");

        TextVector.Similarity(wanted, TextVector.Of("Maintained a payment service for 340 shops"))
            .Should().BeGreaterThan(2 * TextVector.Similarity(wanted, TextVector.Of("Photography of birds, hiking, piano")));
    }

    [Fact]
    public void A_text_without_words_is_like_nothing() => TextVector.Similarity(TextVector.Of("--"), TextVector.Of("word")).Should().Be(0);
}
