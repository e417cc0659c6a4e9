using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages.Content;

public class MessageContentTests
{
    [Fact]
    public void Text_is_a_string_on_the_wire_and_one_block_when_enumerated()
    {
        MessageContent content = "hi";

        content.Text.Should().Be("hi");
        content.Should().Equal(new TextBlock("hi"));
        RoundTrip.Write(InputMessage.User(content)).Should().Be("""{"role":"user","content":"hi"}""");
    }

    [Fact]
    public void One_text_block_stays_a_list()
    {
        MessageContent content = new TextBlock("hi");

        content.Text.Should().BeNull();
        RoundTrip.Write(InputMessage.User(content)).Should().Be("""{"role":"user","content":[{"type":"text","text":"hi"}]}""");
    }

    [Fact]
    public void Every_way_to_write_blocks_is_the_same()
    {
        MessageContent fromExpression = [new TextBlock("a"), new TextBlock("b")];
        MessageContent fromArray = new ContentBlock[] { new TextBlock("a"), new TextBlock("b") };
        MessageContent fromList = new List<ContentBlock> { new TextBlock("a"), new TextBlock("b") };

        fromArray.Equals(fromExpression).Should().BeTrue();
        fromList.Equals(fromExpression).Should().BeTrue();
        fromList.GetHashCode().Should().Be(fromExpression.GetHashCode());
    }

    [Fact]
    public void A_list_that_changes_later_does_not_change_the_content()
    {
        var blocks = new List<ContentBlock> { new TextBlock("a") };
        MessageContent content = blocks;

        blocks.Clear();

        content.Should().HaveCount(1);
    }

    [Fact]
    public void A_string_is_not_equal_to_its_block()
    {
        MessageContent text = "a";
        MessageContent block = new TextBlock("a");

        text.Equals(block).Should().BeFalse();
    }
}
