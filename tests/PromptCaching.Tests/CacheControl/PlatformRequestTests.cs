using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>Legacy Bedrock refuses the top-level marker, and takes an explicit one on the block that the API would have chosen.</summary>
public sealed class PlatformRequestTests
{
    private const string Five = """,cache_control:{type:ephemeral}""";
    private const string Hour = """,cache_control:{type:ephemeral,ttl:1h}""";

    /// <summary>Bodies without their quotes, which say nothing here: as the caller wrote them, and as legacy Bedrock gets them.</summary>
    public static TheoryData<string, string, string> Bodies => new()
    {
        { "first member", "{cache_control:{type:ephemeral},model:m,messages:[{content:[{type:text,text:q}]}]}", $"{{model:m,messages:[{{content:[{{type:text,text:q{Five}}}]}}]}}" },
        { "last member", $"{{model:m,messages:[{{content:[{{type:text,text:q}}]}}]{Five}}}", $"{{model:m,messages:[{{content:[{{type:text,text:q{Five}}}]}}]}}" },
        { "between", $"{{model:m{Hour},messages:[{{content:[{{type:text,text:q}}]}}]}}", $"{{model:m,messages:[{{content:[{{type:text,text:q{Hour}}}]}}]}}" },
        { "a string", $"{{messages:[{{content:q}}]{Five}}}", $"{{messages:[{{content:[{{type:text,text:q{Five}}}]}}]}}" },
        { "a string right in front", $"{{messages:[],system:s{Five}}}", $"{{messages:[],system:[{{type:text,text:s{Five}}}]}}" },
        { "walks back over thinking", $"{{messages:[{{content:[{{type:text,text:q}},{{type:thinking,thinking:t}}]}}]{Five}}}", $"{{messages:[{{content:[{{type:text,text:q{Five}}},{{type:thinking,thinking:t}}]}}]}}" },
        { "nothing to land on", $"{{messages:[{{content:[{{type:thinking,thinking:t}}]}}]{Five}}}", "{messages:[{content:[{type:thinking,thinking:t}]}]}" },
        { "marked already", $"{{messages:[{{content:[{{type:text,text:q{Five}}}]}}]{Five}}}", $"{{messages:[{{content:[{{type:text,text:q{Five}}}]}}]}}" },
        { "an hour after five minutes", $"{{system:[{{type:text,text:s{Five}}}],messages:[{{content:[{{type:text,text:q}}]}}]{Hour}}}", $"{{system:[{{type:text,text:s{Five}}}],messages:[{{content:[{{type:text,text:q{Five}}}]}}]}}" },
        { "four others", $"{{system:[{S()},{S()},{S()},{S()}],messages:[{{content:[{{type:text,text:q}}]}}]{Five}}}", $"{{system:[{S()},{S()},{S()},{S()}],messages:[{{content:[{{type:text,text:q}}]}}]}}" },
        { "none", "{messages:[{content:[{type:text,text:q}]}]}", "{messages:[{content:[{type:text,text:q}]}]}" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task The_top_level_marker_moves_to_the_last_block_that_can_carry_one(string name, string given, string expected)
    {
        var body = Quoted(given).Utf8();

        var sent = await Sent(body, PlatformRequest.Of(RequestOutline.Of(body)!, ClaudePlatform.LegacyBedrock));

        sent.Utf8().Should().Be(Quoted(expected), name);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Elsewhere_it_stays_where_it_is(string name, string given, string expected)
    {
        var outline = RequestOutline.Of(Quoted(given).Utf8())!;

        var request = PlatformRequest.Of(outline, ClaudePlatform.ClaudeApi);

        request.Outline.Should().BeSameAs(outline, "{0}: {1}", name, expected);
        request.Splices.Should().BeEmpty();
    }

    [Fact]
    public async Task What_the_planner_is_told_is_what_is_sent()
    {
        var requests = Enumerable.Range(0, 300).SelectMany(static seed => Session.Write(new Random(seed), 4))
            .Where(static request => RequestOutline.Of(request.Body) is { AutomaticMarker: not null }).ToList();
        requests.Should().HaveCountGreaterThan(50);

        foreach (var request in requests)
        {
            var platform = PlatformRequest.Of(RequestOutline.Of(request.Body)!, ClaudePlatform.LegacyBedrock);
            var sent = await Sent(request.Body, platform);
            var outline = RequestOutline.Of(sent)!;

            sent.Json().TryGetProperty("cache_control", out _).Should().BeFalse();
            MarkersIn.Complaint(sent).Should().BeNull();
            outline.Blocks.Select(static block => (block.Type, block.Level, block.Message, block.Index, block.IsMarked))
                .Should().Equal(platform.Outline.Blocks.Select(static block => (block.Type, block.Level, block.Message, block.Index, block.IsMarked)));
            outline.MarkerCount.Should().Be(platform.Outline.MarkerCount).And.BeLessThanOrEqualTo(4);
        }
    }

    [Fact]
    public async Task The_chain_sends_legacy_Bedrock_explicit_markers_only()
    {
        using var chain = new ChainUnderTest(static options => options.CacheControl.Platform = ClaudePlatform.LegacyBedrock);
        var body = Placements.Ask().Replace("\"max_tokens\":16", "\"max_tokens\":16,\"cache_control\":{\"type\":\"ephemeral\"}", StringComparison.Ordinal);

        var answered = await chain.AskAsync(body);

        var sent = RequestOutline.Of(chain.Emulator.Calls.Single().Body)!;
        answered.Status.Should().Be(200);
        sent.AutomaticMarker.Should().BeNull();
        sent.Blocks[^1].IsMarked.Should().BeTrue();
        sent.MarkerCount.Should().Be(1 + answered.Report.AddedBreakpoints.Count).And.BeLessThanOrEqualTo(4);
        answered.Report.AddedBreakpoints.Should().NotContain(Placements.Tail).And.NotBeEmpty();
    }

    [Fact]
    public async Task As_sent_is_as_sent_there_too()
    {
        using var chain = new ChainUnderTest(static options => options.CacheControl.Platform = ClaudePlatform.LegacyBedrock);
        var body = Placements.Ask().Replace("\"max_tokens\":16", "\"max_tokens\":16,\"cache_control\":{\"type\":\"ephemeral\"}", StringComparison.Ordinal);

        await chain.AskAsync(body, static request => new ClaudeCall { CacheControl = CacheControlMode.AsSent }.Set(request));

        chain.Emulator.Calls.Single().Body.ToArray().Utf8().Should().Be(body);
    }

    private static Task<byte[]> Sent(byte[] body, PlatformRequest request) =>
        new SplicedContent(body, request.With(BreakpointPlan.None)).ReadAsByteArrayAsync();

    private static string S() => $"{{type:text,text:s{Five}}}";

    private static string Quoted(string text) => System.Text.RegularExpressions.Regex.Replace(text, "[a-z_0-9]+", "\"$0\"");
}
