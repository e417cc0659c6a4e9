using System.Text;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl;

/// <summary>A body is never copied to be planned: what is allocated follows the number of its blocks, not their length.</summary>
public sealed class PlanAllocationsTests
{
    [Fact]
    public void Planning_four_megabytes_allocates_less_than_a_twentieth_of_them()
    {
        var body = Body(calls: 500, charactersPerResult: 8000);

        body.Length.Should().BeGreaterThan(4_000_000);
        Allocated(body).Should().BeLessThan(body.Length / 20);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\\n\\n")]
    [InlineData("\\u00a0\\ud83d\\ude00")]
    [InlineData("é")]
    public void Longer_texts_allocate_no_more(string beginning)
    {
        var (shorter, longer) = (Body(100, 1000, beginning), Body(100, 40_000, beginning));

        Allocated(longer).Should().BeCloseTo(Allocated(shorter), 20_000);
    }

    private static long Allocated(byte[] body)
    {
        var ledger = new PrefixLedger(new ManualTimeProvider());
        Plan(ledger, body);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Plan(ledger, body);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Plan(PrefixLedger ledger, byte[] body)
    {
        var outline = RequestOutline.Of(body)!;
        var path = PromptPath.Of(outline, isolation: 1);
        var callers = CallerMarkers.Of(outline, path.Steps);
        var call = ledger.Observe(path, ConversationShape.Of(outline, body), [], tokensPerByte: 0.25);
        var plan = BreakpointPlanner.Plan(path, call.Knowledge, callers, new PlanRules { MinTokens = 1024 });
        ledger.Send(call, [.. plan.Breakpoints.Select(breakpoint => new SentMarker(breakpoint.Step, breakpoint.IsOneHour))]);
        using var content = new SplicedContent(body, plan.ToSplices());
        content.Headers.ContentLength.Should().BeGreaterThan(body.Length - 1);
    }

    private static byte[] Body(int calls, int charactersPerResult, string beginning = "")
    {
        var line = "the build failed at \\\"line 118\\\"\\n";
        var result = beginning + string.Concat(Enumerable.Repeat(line, charactersPerResult / line.Length));
        var body = new StringBuilder("{\"model\":\"m\",\"system\":\"Be brief.\",\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}");
        for (var call = 0; call < calls; call++)
        {
            body.Append($$""",{"role":"assistant","content":[{"type":"text","text":"I look."},{"type":"tool_use","input":{},"id":"toolu_{{call:D6}}","name":"read"}]}""")
                .Append($$""",{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_{{call:D6}}","content":"{{result}}"}]}""");
        }

        return Encoding.UTF8.GetBytes(body.Append("]}").ToString());
    }
}
