using System.Text.Json;
using PromptCaching.CacheControl;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>The whole chain over the emulator, which refuses what the API refuses.</summary>
public class CacheControlHandlerTests
{
    private const string Golden = "tools, system and tail";

    [Theory]
    [MemberData(nameof(GoldenBodies.Names), MemberType = typeof(GoldenBodies))]
    public async Task The_marked_body_is_what_is_sent_and_the_API_takes_it(string name)
    {
        using var chain = new ChainUnderTest(ByHabit);

        var answered = await chain.AskAsync(GoldenBodies.Given(name));

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(GoldenBodies.Marked(name));
        answered.Status.Should().Be(200, "{0}", answered.Text);
    }

    [Theory]
    [MemberData(nameof(GoldenBodies.Names), MemberType = typeof(GoldenBodies))]
    public async Task A_streamed_call_is_marked_the_same(string name)
    {
        using var chain = new ChainUnderTest(ByHabit);
        var marked = "{\"stream\":true," + GoldenBodies.Marked(name)[1..];

        await chain.AskAsync("{\"stream\":true," + GoldenBodies.Given(name)[1..]);

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(marked);
    }

    [Theory]
    [InlineData("""
        "cache_control":{"type":"ephemeral"},"tools":[{"name":"a","input_schema":{"type":"object"},"defer_loading":true}],"messages":[]
        """)]
    [InlineData("""
        "system":[{"type":"text","text":"a","defer_loading":true},{"type":"text","text":"b","defer_loading":true}],"messages":[{"role":"user","content":"c"}]
        """)]
    public async Task A_prompt_of_deferred_parts_alone_is_for_the_API_to_judge(string members)
    {
        using var chain = new ChainUnderTest();

        await chain.AskAsync("{\"model\":\"claude-haiku-5-5\",\"max_tokens\":16," + members + "}");

        chain.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task The_second_turn_of_a_conversation_reads_the_prefix_of_the_first()
    {
        using var chain = new ChainUnderTest();
        string Turn(string more) => $$"""
            {"model":"claude-haiku-5-5","max_tokens":16,"tools":[{"name":"a","description":"{{Texts.Words(700, "tool")}}","input_schema":{"type":"object"} }],
             "system":"{{Texts.Words(700, "syst")}}","messages":[{"role":"user","content":"{{Texts.Words(700, "ques")}}"}{{more}} ]}
            """;

        await chain.AskAsync(Turn(""));
        var second = await chain.AskAsync(Turn(""",{"role":"assistant","content":"Yes."},{"role":"user","content":"And then?"}"""));

        var bills = chain.Emulator.Calls.Select(call => call.Usage!).ToArray();
        bills[0].ReadTokens.Should().Be(0);
        bills[0].InputTokens.Should().BeLessThan(5, "only the end of the prompt, which no marker can cover, is left");
        bills[0].Written5mTokens.Should().BeGreaterThan(2000);
        bills[1].ReadTokens.Should().Be(bills[0].Written5mTokens);
        second.Report.Usage!.CacheRead.Should().Be(bills[1].ReadTokens);
        second.Report.AddedBreakpoints.Should().BeEquivalentTo("tools.0", "system.0", "messages.0.content.0", "messages.2.content.0");
    }

    [Fact]
    public async Task Another_conversation_reads_tools_and_system_prompt()
    {
        using var chain = new ChainUnderTest();
        string Ask(string question) => $$"""
            {"model":"claude-haiku-5-5","max_tokens":16,"system":"{{Texts.Words(700, "syst")}}","messages":[{"role":"user","content":"{{question}}"}]}
            """;

        await chain.AskAsync(Ask("first"));
        await chain.AskAsync(Ask("second"));

        chain.Emulator.Calls[1].Usage!.ReadTokens.Should().BeGreaterThan(600);
    }

    [Theory]
    [InlineData("as sent by option")]
    [InlineData("as sent by header")]
    [InlineData("as sent around the call")]
    [InlineData("off by header")]
    [InlineData("as sent by the options")]
    [InlineData("switched off")]
    public async Task A_body_that_is_to_stay_as_it_is_stays_so_byte_for_byte(string how)
    {
        using var chain = new ChainUnderTest(options =>
        {
            options.CacheControl.Enabled = how != "switched off";
            options.CacheControl.Placement = how == "as sent by the options" ? CacheControlPlacement.AsSent : CacheControlPlacement.Habit;
        });
        using var around = how == "as sent around the call" ? ClaudeCall.Use(new ClaudeCall { CacheControl = CacheControlMode.AsSent }) : null;

        var answered = await chain.AskAsync(GoldenBodies.Given(Golden), request =>
        {
            if (how == "as sent by option")
            {
                new ClaudeCall { CacheControl = CacheControlMode.AsSent }.Set(request);
            }
            else if (how is "as sent by header" or "off by header")
            {
                request.Headers.Add("x-promptcaching-cache-control", how == "off by header" ? "off" : "as-sent");
            }
        });

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(GoldenBodies.Given(Golden));
        answered.Report.AddedBreakpoints.Should().BeEmpty();
        answered.Report.PlannedBreakpoints.Should().BeEmpty();
        answered.Report.Arm.Should().Be(CacheControlArm.None);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("""{"messages":[],"messages":[]}""")]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"\ud800"}]}""")]
    public async Task A_body_that_we_do_not_understand_is_the_APIs_to_judge(string body)
    {
        var server = new ScriptedServer("""{"type":"error","error":{"type":"invalid_request_error","message":"m"}}""");
        using var chain = new ChainUnderTest(server: server);

        var answered = await chain.AskAsync(body);

        server.Bodies.Single().Utf8().Should().Be(body);
        answered.Header("x-promptcaching-result").Should().BeNull();
    }

    [Fact]
    public async Task The_callers_content_is_back_on_the_request_and_was_not_changed()
    {
        using var chain = new ChainUnderTest();
        var given = GoldenBodies.Given(Golden).Utf8();
        using var request = ChainUnderTest.Post([.. given]);
        var content = request.Content;

        using var response = await chain.Http.SendAsync(request);

        request.Content.Should().BeSameAs(content);
        (await content!.ReadAsByteArrayAsync()).Should().Equal(given);
    }

    [Fact]
    public async Task A_marked_body_keeps_the_headers_of_its_content_but_for_the_length()
    {
        using var chain = new ChainUnderTest();

        await chain.AskAsync(GoldenBodies.Given(Golden), request => request.Content!.Headers.Add("x-content", "1"));

        var headers = chain.Emulator.Calls.Single().Headers;
        headers["Content-Type"].Should().Equal("application/json");
        headers["x-content"].Should().Equal("1");
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(100_000, 0)]
    public async Task The_minimum_of_a_model_that_the_catalog_does_not_know_is_an_option(int minimum, int expected)
    {
        using var chain = new ChainUnderTest(options => options.CacheControl.DefaultMinTokens = minimum);

        var answered = await chain.AskAsync("""{"model":"claude-of-the-future-9","max_tokens":16,"system":"s","messages":[{"role":"user","content":"q"}]}""");

        answered.Report.AddedBreakpoints.Should().HaveCount(expected);
    }

    [Fact]
    public async Task Counting_tokens_is_left_alone()
    {
        using var chain = new ChainUnderTest();
        using var request = ChainUnderTest.Post(GoldenBodies.Given(Golden).Utf8(), ChainUnderTest.Address + "/count_tokens");

        using var response = await chain.Http.SendAsync(request);

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(GoldenBodies.Given(Golden));
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("input_tokens").GetInt32().Should().BePositive();
    }

    [Fact]
    public async Task Every_attempt_sends_the_same_marked_body()
    {
        using var chain = new ChainUnderTest(options =>
        {
            ByHabit(options);
            options.Retrying.Enabled = true;
        });
        chain.Emulator.Enqueue(EmulatedAnswer.Overloaded().WithHeader("retry-after", "0"));

        var call = chain.AskAsync(GoldenBodies.Given(Golden));
        while (!call.IsCompleted && chain.Clock.AdvanceToNextTimer())
        {
        }

        var answered = await call;
        answered.Status.Should().Be(200);
        chain.Emulator.Calls.Should().HaveCount(2).And.OnlyContain(attempt => attempt.Body.ToArray().Utf8() == GoldenBodies.Marked(Golden));
    }

    private static void ByHabit(ClaudeCachingOptions options) => options.CacheControl.Placement = CacheControlPlacement.Habit;
}
