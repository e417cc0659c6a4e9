using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Similarity;

namespace PromptCaching.Tests.ResponseCaching.Similarity;

public sealed class SimilarQuestionsTests
{
    private readonly SimilarQuestions _questions = new(static () => 3);

    [Fact]
    public void Those_of_one_frame_stand_beside_each_other_and_no_others()
    {
        var (one, two, other) = (Question("1"), Question("2"), Question("3", "other"));
        _questions.Put(one);
        _questions.Put(two);
        _questions.Put(other);

        _questions.Beside(one.Meaning).Should().BeEquivalentTo([one, two]);
        _questions.Beside(other.Meaning).Should().Equal(other);
        _questions.Beside(Question("4", "none").Meaning).Should().BeEmpty();
        _questions.Count.Should().Be(3);
    }

    [Fact]
    public void One_that_is_put_again_takes_its_own_place_and_is_the_newest()
    {
        var again = Question("1");
        _questions.Put(Question("1"));
        _questions.Put(Question("2"));
        _questions.Put(again);
        _questions.Count.Should().Be(2);
        _questions.Put(Question("3"));
        _questions.Put(Question("4"));

        _questions.Beside(again.Meaning).Select(static question => question.Place).Should().BeEquivalentTo("1", "3", "4");
        _questions.Beside(again.Meaning).Should().Contain(again);
    }

    [Fact]
    public void One_that_goes_takes_no_other_of_its_frame_along()
    {
        var (one, two) = (Question("1"), Question("2"));
        _questions.Put(one);
        _questions.Put(two);

        _questions.Remove(one);
        _questions.Beside(one.Meaning).Should().Equal(two);
        _questions.Remove(one);
        _questions.Count.Should().Be(1);

        _questions.Remove(two);
        _questions.Beside(one.Meaning).Should().BeEmpty();
        _questions.Put(one);
        _questions.Beside(one.Meaning).Should().Equal(one);
    }

    [Fact]
    public void What_was_put_in_its_place_meanwhile_stays()
    {
        var (old, young) = (Question("1"), Question("1"));
        _questions.Put(old);
        _questions.Put(young);

        _questions.Remove(old);

        _questions.Beside(old.Meaning).Should().Equal(young);
    }

    private static SimilarQuestion Question(string key, string frame = "frame") =>
        new(new QuestionMeaning(frame, "", [1f]), new CacheKey(key), [], 0, DateTimeOffset.UnixEpoch);
}
