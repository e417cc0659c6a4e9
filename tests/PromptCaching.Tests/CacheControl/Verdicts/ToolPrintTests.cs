using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

public sealed class ToolPrintTests
{
    [Fact]
    public void A_name_that_is_no_text_does_not_keep_a_tool_from_being_known()
    {
        var body = """{"tools":[{"na\ud800":1,"name":"a"},{"name":"a"}],"messages":[]}""".Utf8();
        var steps = PromptPath.Of(RequestOutline.Of(body)!, 0).Steps;
        var print = ToolPrint.Of(steps, steps.Count);

        print.Complete(steps, body);

        print.Names.Should().HaveCount(2).And.OnlyContain(name => name == print.Names![1]);
    }
}
