using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Repairs;

/// <summary>One prompt whose tools come in another order each time, through the whole chain to the emulator.</summary>
public sealed class RepairedRequestsTests
{
    private static readonly string First = Ask(Tool("a", "x", "y"), Tool("b", "x", "y"));
    private static readonly string Second = Ask(Tool("b", "y", "x"), Tool("a", "y", "x"));

    [Fact]
    public async Task A_request_reads_the_prefix_of_one_whose_tools_came_in_another_order()
    {
        using var chain = Chain(static _ => { });

        await chain.AskAsync(First);
        var second = await chain.AskAsync(Second);

        chain.Emulator.Calls[0].Usage!.Written5mTokens.Should().BeGreaterThan(2000);
        chain.Emulator.Calls[1].Usage!.ReadTokens.Should().Be(chain.Emulator.Calls[0].Usage!.Written5mTokens);
        chain.Emulator.Calls[1].Body.ToArray().Should().Equal(chain.Emulator.Calls[0].Body.ToArray());
        second.Report.Verdict!.Cause.Should().BeNull();
    }

    [Fact]
    public async Task Without_repairs_it_reads_nothing()
    {
        using var chain = Chain(static options => (options.SortTools, options.SortSchemaKeys) = (false, false));

        await chain.AskAsync(First);
        await chain.AskAsync(Second);

        chain.Emulator.Calls[1].Usage!.ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task A_repaired_request_without_our_markers_is_sent_repaired_and_with_its_headers()
    {
        using var chain = Chain(static options => (options.MarkTools, options.MarkSystem, options.MarkMessages) = (false, false, false));

        await chain.AskAsync(Second, static request => request.Content!.Headers.Add("x-content", "1"));

        var sent = chain.Emulator.Calls.Single();
        sent.Body.ToArray().Utf8().Should().Be(First);
        sent.Headers["x-content"].Should().Equal("1");
        sent.Headers["Content-Type"].Should().Equal("application/json");
    }

    [Theory]
    [InlineData("as sent by the options")]
    [InlineData("as sent by the call")]
    [InlineData("in the shadow")]
    [InlineData("untreated")]
    [InlineData("switched off")]
    public async Task Where_nothing_may_change_nothing_is_repaired(string how)
    {
        using var chain = Chain(options =>
        {
            options.Enabled = how != "switched off";
            options.Placement = how == "as sent by the options" ? CacheControlPlacement.AsSent : CacheControlPlacement.Habit;
            options.Shadow = how == "in the shadow";
            options.TreatedShare = how == "untreated" ? 0 : 1;
        });
        using var around = how == "as sent by the call" ? ClaudeCall.Use(new ClaudeCall { CacheControl = CacheControlMode.AsSent }) : null;

        await chain.AskAsync(Second);

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(Second);
    }

    private static ChainUnderTest Chain(Action<CacheControlOptions> configure) => new(options =>
    {
        options.ResponseCaching.Enabled = false;
        options.CacheControl.Placement = CacheControlPlacement.Habit;
        (options.CacheControl.SortTools, options.CacheControl.SortSchemaKeys) = (true, true);
        configure(options.CacheControl);
    });

    private static string Ask(params string[] tools) => $$"""
        {"model":"claude-haiku-5-5","max_tokens":16,"tools":[{{string.Join(", ", tools)}}],
         "system":"{{Texts.Words(700, "syst")}}","messages":[{"role":"user","content":"Which of them?"}]}
        """;

    private static string Tool(string name, params string[] keys) => $$"""
        {"name":"{{name}}","description":"{{Texts.Words(700, name)}}","input_schema":{"properties":{"{{keys[0]}}":{},"{{keys[1]}}":{} },"type":"object"} }
        """.Trim();
}
