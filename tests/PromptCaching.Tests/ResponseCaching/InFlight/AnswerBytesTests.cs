using PromptCaching.ResponseCaching.InFlight;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

public sealed class AnswerBytesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    [InlineData(4096)]
    [InlineData(4097)]
    [InlineData(50_000)]
    public void Whoever_reads_from_the_beginning_gets_all_in_order_whatever_the_pieces(int piece)
    {
        var (bytes, all) = (new AnswerBytes(100_000), Some(50_000));
        foreach (var part in all.Chunk(piece))
        {
            bytes.Append(part);
        }

        ReadAll(bytes.Beginning!.Value, 777).Should().Equal(all);
        ReadAll(bytes.Beginning!.Value, 60_000).Should().Equal(all);
    }

    [Fact]
    public void A_read_gives_what_there_is_and_nothing_where_nothing_has_come()
    {
        var bytes = new AnswerBytes(100);
        var (position, buffer) = (bytes.Beginning!.Value, new byte[3]);
        AnswerBytes.Read(ref position, buffer).Should().Be(0);
        bytes.Append("abcde"u8);
        AnswerBytes.Read(ref position, buffer).Should().Be(3);
        buffer.Utf8().Should().Be("abc");
        AnswerBytes.Read(ref position, buffer).Should().Be(2);
        buffer[..2].Utf8().Should().Be("de");
        AnswerBytes.Read(ref position, buffer).Should().Be(0);
        bytes.Append("f"u8);
        AnswerBytes.Read(ref position, buffer).Should().Be(1);
    }

    [Fact]
    public void A_place_is_the_last_when_all_before_it_was_read()
    {
        var bytes = new AnswerBytes(100_000);
        var (position, buffer) = (bytes.Beginning!.Value, new byte[4096]);
        AnswerBytes.IsLast(position).Should().BeTrue("nothing has come");
        bytes.Append(Some(4097));
        AnswerBytes.IsLast(position).Should().BeFalse();
        AnswerBytes.Read(ref position, buffer).Should().Be(4096);
        AnswerBytes.IsLast(position).Should().BeFalse("one more is in the next piece");
        AnswerBytes.Read(ref position, buffer).Should().Be(1);
        AnswerBytes.IsLast(position).Should().BeTrue();
    }

    [Fact]
    public void An_answer_of_the_longest_length_is_kept_whole_and_one_byte_more_lets_the_beginning_go()
    {
        var bytes = new AnswerBytes(5000);
        bytes.Append(Some(4999));
        bytes.Beginning.Should().NotBeNull();
        bytes.ToArray([])!.Should().Equal(Some(4999));
        bytes.ToArray([7])!.Should().Equal([.. Some(4999), 7]);
        bytes.ToArray([7, 8]).Should().BeNull();
        bytes.Append([1]);
        bytes.Beginning.Should().NotBeNull();
        bytes.ToArray([])!.Should().HaveCount(5000);
        bytes.Append([2]);
        bytes.Beginning.Should().BeNull();
        bytes.ToArray([]).Should().BeNull();
    }

    [Fact]
    public void Who_has_begun_to_read_reads_on_after_the_beginning_is_gone()
    {
        var bytes = new AnswerBytes(10);
        var position = bytes.Beginning!.Value;
        bytes.Append(Some(10_000));
        ReadAll(position, 1000).Should().Equal(Some(10_000));
    }

    private static byte[] Some(int count) => [.. Enumerable.Range(0, count).Select(static number => (byte)(number % 251))];

    private static List<byte> ReadAll(AnswerPosition position, int atOnce)
    {
        var (all, buffer) = (new List<byte>(), new byte[atOnce]);
        for (int count; (count = AnswerBytes.Read(ref position, buffer)) > 0;)
        {
            all.AddRange(buffer[..count]);
        }

        return all;
    }
}
