using PromptCaching.Messages.Json;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Messages.Json;

public sealed class KnownWordsTests
{
    [Fact]
    public void Every_word_is_found_and_is_one_string()
    {
        foreach (var word in KnownWords.All)
        {
            KnownWords.Find(word.Utf8()).Should().Be(word);
            KnownWords.Find(word.Utf8()).Should().BeSameAs(KnownWords.Find(word.Utf8()));
        }
    }

    [Fact]
    public void What_is_nearly_a_word_is_none()
    {
        foreach (var word in KnownWords.All)
        {
            KnownWords.Find((word + "s").Utf8()).Should().NotBe(word);
            KnownWords.Find((word[..1] + "\u00e9" + word[2..]).Utf8()).Should().BeNull();
            KnownWords.Find(word[..^1].Utf8()).Should().NotBe(word);
        }

        KnownWords.Find([]).Should().BeNull();
        KnownWords.Find("t"u8).Should().BeNull();
    }

    [Fact]
    public void Extra_fields_survive_few_or_many_and_of_two_with_one_name_the_last_counts()
    {
        foreach (var count in (int[])[1, 2, FewFields.Most, FewFields.Most + 1, 30])
        {
            var fields = Enumerable.Range(0, count).Select(static at => $"\"f{at}\":{at}");
            var message = PromptCaching.Messages.Message.Parse($$"""{"f0":"first",{{string.Join(',', fields)}}}""".Utf8());

            message.ExtraFields.Should().HaveCount(count);
            message.ExtraFields["f0"].GetInt32().Should().Be(0);
            message.ExtraFields.Keys.Should().BeEquivalentTo(Enumerable.Range(0, count).Select(static at => $"f{at}"));
            message.ExtraFields.Values.Sum(static value => value.GetInt32()).Should().Be(count * (count - 1) / 2);
            message.ExtraFields.ContainsKey("none").Should().BeFalse();
            message.ExtraFields.Invoking(static extra => extra["none"]).Should().Throw<KeyNotFoundException>();
        }
    }
}
