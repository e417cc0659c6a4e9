using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public sealed class BlockHashTests
{
    private const string Marker = "\"cache_control\":{\"type\":\"ephemeral\"}";

    [Fact]
    public void Pieces_say_the_same_as_the_whole()
    {
        var chance = new Random(1);
        for (var round = 0; round < 500; round++)
        {
            var bytes = new byte[chance.Next(400)];
            chance.NextBytes(bytes);
            var hash = new BlockHash(new byte[BlockHash.StripeLength]);
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(chance.Next(100), bytes.Length - at);
                hash.Append(bytes.AsSpan(at, length));
                at += length;
            }

            hash.ToHash().Should().Be(BlockHash.Of(bytes));
        }
    }

    [Fact]
    public void Every_bit_counts()
    {
        var hashes = new HashSet<ulong>();
        for (var length = 0; length < 130; length++)
        {
            hashes.Add(BlockHash.Of(new byte[length])).Should().BeTrue();
            for (var bit = 0; bit < length * 8; bit++)
            {
                var bytes = new byte[length];
                bytes[bit / 8] = (byte)(1 << (bit % 8));
                hashes.Add(BlockHash.Of(bytes)).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void The_order_of_what_is_joined_counts() => BlockHash.Join(1, 2).Should().NotBe(BlockHash.Join(2, 1));

    [Theory]
    [InlineData("""{"type":"image","source":{"a":1}}""", """{"type":"image","source":{"a":1},@}""")]
    [InlineData("""{"type":"image","source":{"a":1}}""", """{@,"type":"image","source":{"a":1}}""")]
    [InlineData("""{"type":"image","source":{"a":1}}""", """{"type":"image",@,"source":{"a":1}}""")]
    [InlineData("""{"type":"image","source":{"a":1}}""", """{"type":"image" , @,"source":{"a":1}}""")]
    [InlineData("""{"type":"tool_result","content":[{"type":"text","text":"x"}]}""", """{"type":"tool_result","content":[{"type":"text","text":"x",@}],@}""")]
    [InlineData("""{"type":"text","text":"x"}""", """{"type":"text","text":"x",@}""")]
    [InlineData("""{"type":"text","text":"x"}""", """{@,"text":"x","type":"text"}""")]
    [InlineData("\"x\"", """{"type":"text","text":"x"}""")]
    [InlineData("\"x\"", """{"text" : "x", @, "type" : "text"}""")]
    public void Markers_and_the_shorthand_make_no_difference(string block, string other) =>
        Hash(block).Should().Be(Hash(other.Replace("@", Marker, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"x\"", "\"y\"")]
    [InlineData("\"x\"", """{"type":"text","text":"x","citations":[]}""")]
    [InlineData("\"x\"", """{"type":"text","text":"x","text":"x"}""")]
    [InlineData("""{"type":"tool_use","input":{}}""", """{"type":"tool_use","input":{@}}""")]
    public void Anything_else_does(string block, string other) =>
        Hash(block).Should().NotBe(Hash(other.Replace("@", Marker, StringComparison.Ordinal)));

    private static ulong Hash(string block)
    {
        var content = block.StartsWith('"') ? block : $"[{block}]";
        return RequestOutline.Of($$"""{"messages":[{"role":"user","content":{{content}}}]}""".Utf8())!.Blocks.Should().ContainSingle().Which.Hash;
    }
}
