using PromptCaching.Storage;

namespace PromptCaching.Tests.Storage;

public class ClearingStampsTests
{
    private static readonly ulong Region = EntryLabel.Region("match").Name;
    private static readonly EntryLabel Tag = EntryLabel.Tag("a");

    [Fact]
    public void Nothing_is_cleared_at_first() => ClearingStamps.None.Covers(0, Region, [Tag]).Should().BeFalse();

    [Fact]
    public void What_was_asked_up_to_a_clearing_falls_and_what_was_asked_after_it_stays()
    {
        foreach (var label in (ulong[])[EntryLabel.Everything.Name, Region, Tag.Name, ClearingStamps.Within(Region, Tag.Name)])
        {
            var stamps = ClearingStamps.None.With(label, new ClearingStamp(1000, 0));

            stamps.Covers(999, Region, [Tag]).Should().BeTrue();
            stamps.Covers(1000, Region, [Tag]).Should().BeTrue();
            stamps.Covers(1001, Region, [Tag]).Should().BeFalse();
        }
    }

    [Fact]
    public void A_clearing_reaches_no_further_than_its_label()
    {
        var other = EntryLabel.Region("embedding").Name;
        ClearingStamps.None.With(Region, new(1000, 0)).Covers(1, other, [Tag]).Should().BeFalse();
        ClearingStamps.None.With(Tag.Name, new(1000, 0)).Covers(1, Region, [EntryLabel.Tag("b"), EntryLabel.Scope("a")]).Should().BeFalse();
        ClearingStamps.None.With(ClearingStamps.Within(Region, Tag.Name), new(1000, 0)).Covers(1, other, [Tag]).Should().BeFalse();
    }

    [Fact]
    public void Entries_of_another_content_fall_whenever_they_were_asked_and_those_of_the_same_stay()
    {
        var (old, now) = (EntryLabel.ContentOf("prompt", "1"), EntryLabel.ContentOf("prompt", "2"));
        var stamps = ClearingStamps.None.With(now.Name, new ClearingStamp(1000, now.Content));

        stamps.Covers(1, Region, [old]).Should().BeTrue();
        stamps.Covers(5000, Region, [old]).Should().BeTrue();
        stamps.Covers(1, Region, [now]).Should().BeFalse();
        stamps.Covers(1, Region, [EntryLabel.ContentOf("another", "1")]).Should().BeFalse();
    }

    [Fact]
    public void Merging_ends_the_same_in_whatever_order_and_however_often()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var parts = Enumerable.Range(0, 4).Select(_ => Some(random)).ToArray();

            var one = parts.Aggregate((all, part) => all.MergedWith(part, 0));
            var reverse = parts.Reverse().Aggregate((all, part) => all.MergedWith(part, 0));
            var twice = parts.Concat(parts).Aggregate((all, part) => all.MergedWith(part, 0));

            one.Same(reverse).Should().BeTrue();
            one.Same(twice).Should().BeTrue();
            parts.Should().AllSatisfy(part => one.Lack(part).Should().BeFalse());
        }
    }

    [Fact]
    public void Who_lacks_nothing_clears_all_that_the_other_clears()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var (one, other) = (Some(random), Some(random));
            var merged = one.MergedWith(other, 0);
            for (var probe = 0; probe < 50; probe++)
            {
                var (begun, label) = (random.Next(12), new EntryLabel((ulong)random.Next(6), 0));
                if (one.Covers(begun, Region, [label]) || other.Covers(begun, Region, [label]))
                {
                    merged.Covers(begun, Region, [label]).Should().BeTrue();
                }
            }
        }
    }

    [Fact]
    public void What_is_older_than_any_entry_is_forgotten()
    {
        var stamps = ClearingStamps.None.With(1, new(10, 0)).With(2, new(20, 0)).MergedWith(ClearingStamps.None, forgetBefore: 20);

        stamps.All.Select(stamp => stamp.Key).Should().Equal(2ul);
    }

    [Fact]
    public void Too_many_stamps_fold_into_one_that_clears_more_and_never_less()
    {
        var many = ClearingStamps.Of(Enumerable.Range(1, ClearingStamps.Most + 1).Select(at => KeyValuePair.Create((ulong)at, new ClearingStamp(at, 0))));

        var folded = many.MergedWith(ClearingStamps.None, 0);

        folded.All.Count.Should().BeLessThan(ClearingStamps.Most);
        for (var at = 1; at <= ClearingStamps.Most + 1; at++)
        {
            folded.Covers(at, Region, [new EntryLabel((ulong)at, 0)]).Should().BeTrue();
        }

        folded.Covers(ClearingStamps.Most + 2, Region, [new EntryLabel(1, 0)]).Should().BeFalse();
        folded.Lack(many).Should().BeFalse();
    }

    [Fact]
    public void Stamps_come_back_from_their_document()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var stamps = Some(new Random(seed));
            ClearingDocument.Read(ClearingDocument.Write(stamps), 1000).Same(stamps).Should().BeTrue();
        }
    }

    [Fact]
    public void Whatever_else_lies_there_says_nothing_and_throws_nothing()
    {
        var honest = ClearingDocument.Write(Some(new Random(1)));
        var random = new Random(2);
        for (var length = 0; length < honest.Length; length++)
        {
            ClearingDocument.Read(honest.AsSpan(0, length), 1000).All.Should().BeEmpty();
            var noise = new byte[length];
            random.NextBytes(noise);
            honest.AsSpan(0, Math.Min(length, random.Next(10))).CopyTo(noise);
            ClearingDocument.Read(noise, long.MaxValue);
        }

        ClearingDocument.Read(honest, latest: -1).All.Should().BeEmpty("a stamp from the future would clear everything until then");
    }

    [Fact]
    public void Labels_of_different_kinds_and_names_are_different()
    {
        ulong[] names =
        [
            EntryLabel.Everything.Name, EntryLabel.Region("a").Name, EntryLabel.Scope("a").Name, EntryLabel.Tag("a").Name, EntryLabel.Tag("").Name,
            EntryLabel.ContentOf("a", "1").Name, EntryLabel.Tag(new string('a', 1000)).Name, EntryLabel.Tag(new string('a', 1001)).Name,
        ];

        names.Should().OnlyHaveUniqueItems();
        EntryLabel.ContentOf("a", "1").Content.Should().NotBe(EntryLabel.ContentOf("a", "2").Content).And.NotBe(0);
        EntryLabel.Tag("a").Content.Should().Be(0);
    }

    private static ClearingStamps Some(Random random)
    {
        var stamps = ClearingStamps.None;
        for (var count = random.Next(6); count > 0; count--)
        {
            var label = random.Next(5) == 0 ? EntryLabel.Everything.Name : (ulong)random.Next(6);
            stamps = stamps.With(label, new ClearingStamp(random.Next(10), 0));
        }

        return stamps;
    }
}
