using System.Text;
using CostExplorer.Replay;
using CostExplorer.Workloads;

namespace CostExplorer.Tests.Replay;

public sealed class ReplayRunTests
{
    [Fact]
    public async Task Requests_are_sent_at_their_time_and_in_their_order()
    {
        var sent = await Replay("auto", (0, Some.Body("a")), (0.002, Some.Body("b")), (0.002, Some.Body("c")), (90.5, Some.Body("d")));

        sent.Select(static one => one.At.TotalSeconds).Should().Equal(0, 0.002, 0.002, 90.5);
        sent.Select(static one => one.Number).Should().Equal(0, 1, 2, 3);
    }

    [Fact]
    public async Task A_body_that_is_to_go_as_sent_arrives_byte_for_byte()
    {
        var body = Some.Body("\\u00e9 and  two spaces");

        var sent = await Replay("as-sent", (0, body));

        Encoding.UTF8.GetString(sent.Single().Body.Span).Should().Be(body);
    }

    [Fact]
    public async Task An_entry_is_readable_one_second_after_the_request_that_writes_it()
    {
        var body = $$"""
            {"model":"{{Some.Model}}","max_tokens":10,"stream":true,
            "system":[{"type":"text","text":"{{Some.Text(2000)}}","cache_control":{"type":"ephemeral"} }],
            "messages":[{"role":"user","content":"q"}]}
            """;

        var sent = await Replay("as-sent", (0, body), (0.999, body), (1, body), (301, body));

        sent.Select(static one => one.Call.Usage!.ReadTokens).Should().Equal(0, 0, 2000, 0);
    }

    [Fact]
    public async Task The_library_places_markers_by_itself() =>
        (await Replay("auto", (0, Some.Body("q")))).Single().Call.Usage!.Written5mTokens.Should().BePositive();

    private static async Task<List<SentRequest>> Replay(string mode, params (double At, string Body)[] requests)
    {
        var sent = new List<SentRequest>();
        await OwnThread.RunAsync(() =>
        {
            using var run = new ReplayRun(mode, sent.Add, CancellationToken.None);
            run.Run(requests.Select(static one => new TimedRequest(TimeSpan.FromSeconds(one.At), "c", Encoding.UTF8.GetBytes(one.Body))));
        });
        return sent;
    }
}
