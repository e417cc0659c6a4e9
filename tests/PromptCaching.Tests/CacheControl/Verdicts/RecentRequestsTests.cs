using System.Text;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

public class RecentRequestsTests
{
    private readonly RecentRequests _recent = new(new ManualTimeProvider());

    [Fact]
    public void No_more_than_the_last_512_are_kept()
    {
        RecentRequest? last = null;
        for (var index = 0; index < 600; index++)
        {
            last = _recent.Add(Sent($"question {index}")).Now;
        }

        _recent.Before(last!).Should().HaveCount(511);
    }

    [Fact]
    public void Requests_of_thousands_of_blocks_take_no_more_than_four_megabytes()
    {
        RecentConversation? last = null;
        for (var index = 0; index < 300; index++)
        {
            last = _recent.Add(Sent(string.Join("\"},{\"type\":\"text\",\"text\":\"", Enumerable.Range(index, 5000))));
        }

        _recent.Before(last!.Now).Sum(static earlier => earlier.Request.Size).Should().BeLessThan(4 * 1024 * 1024);
        _recent.Before(last.Now).Should().HaveCountGreaterThan(100);
    }

    [Fact]
    public void Tools_and_system_prompts_that_requests_have_in_common_are_kept_once()
    {
        var (first, second) = (_recent.Add(Sent("a")).Now, _recent.Add(Sent("b")).Now);

        second.Tools.Should().BeSameAs(first.Tools);
        second.System.Should().BeSameAs(first.System);
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("é", 1)]
    [InlineData("€uro", 4)]
    [InlineData("\U0001F600", 2)]
    [InlineData("\\n\\u00e9\\\\", 3)]
    [InlineData("", 0)]
    public void Characters_are_counted_from_bytes(string json, int characters) =>
        TextBytes.Characters(Encoding.UTF8.GetBytes(json)).Should().Be(characters);

    [Theory]
    [InlineData("\"abc\"")]
    [InlineData("{\"type\":\"text\",\"text\":\"abc\"}")]
    [InlineData("{ \"text\" : \"abc\", \"type\" : \"text\" }")]
    public void The_text_of_a_block_is_found(string block) =>
        block[TextBytes.Start(Encoding.UTF8.GetBytes(block))..].Should().StartWith("abc");

    private static SentCall Sent(string question)
    {
        var body = $$"""
            {"model":"m","tools":[{"name":"t","input_schema":{} }],"system":"s",
             "messages":[{"role":"user","content":[{"type":"text","text":"{{question}}"}]}]}
            """.Utf8();
        var outline = RequestOutline.Of(body)!;
        var path = PromptPath.Of(outline, 0);
        return new SentCall
        {
            Body = body,
            Outline = outline,
            Path = path,
            Callers = CallerMarkers.Of(outline, path.Steps),
            Isolation = 0,
            Betas = 0,
            Shape = default,
            Rules = new PlanRules { MinTokens = 512 },
            TokensPerByte = 0.25,
        };
    }
}
