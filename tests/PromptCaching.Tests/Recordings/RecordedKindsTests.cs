using System.Text.Json;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Recordings;

/// <summary>Which kinds the recordings hold that are none of our types: they survive, but whoever wants to read them has JSON only.</summary>
public sealed class RecordedKindsTests(ITestOutputHelper output)
{
    [RecordedFact]
    public void Nothing_recorded_is_lost_and_what_has_no_type_is_listed()
    {
        var (kinds, tools) = (new UntypedKinds(), ReferenceKinds.Tools);
        foreach (var exchange in RecordedExchanges.All)
        {
            if (exchange.HasMessagesInRequest)
            {
                kinds.Count(RoundTrip.Request(exchange.RequestBody.GetRawText(), exchange.Source), tools);
            }

            if (exchange.IsAnswer)
            {
                kinds.Count(RoundTrip.Answer(exchange.ResponseBody, exchange.Source));
            }
            else if (exchange.IsAnswerStream)
            {
                RoundTrip.Stream(exchange.ResponseBody, exchange.Source).ToList().ForEach(kinds.Count);
            }
        }

        output.WriteLine($"{kinds.Seen} blocks, deltas, events, tools and stop reasons; without a type:");
        kinds.Lines.ToList().ForEach(output.WriteLine);
        kinds.Of("block").Intersect(ReferenceKinds.Blocks).Should().BeEmpty();
        kinds.Of("event").Should().BeEmpty();
        kinds.Of("delta").Should().BeEmpty();
        kinds.Of("stop reason").Should().BeEmpty();
    }

    [RecordedFact]
    public void Nothing_of_the_recorded_sessions_is_lost_and_what_has_no_type_is_listed()
    {
        var (kinds, tools, requests) = (new UntypedKinds(), ReferenceKinds.Tools, 0);
        foreach (var line in Directory.EnumerateFiles(Path.Combine(SharedFolder.Path!, "data", "traces"), "*.jsonl").SelectMany(File.ReadLines))
        {
            using var trace = JsonDocument.Parse(line);
            foreach (var turn in trace.RootElement.GetProperty("turns").EnumerateArray())
            {
                var body = $$"""{"messages":{{turn.GetProperty("request_messages_added").GetRawText()}},"tools":{{trace.RootElement.GetProperty("tools").GetRawText()}} }""";
                kinds.Count(RoundTrip.Request(body, trace.RootElement.GetProperty("id").GetString()!), tools);
                requests++;
            }
        }

        output.WriteLine($"{requests} requests, {kinds.Seen} blocks and tools; without a type:");
        kinds.Lines.ToList().ForEach(output.WriteLine);
        requests.Should().BePositive();
        kinds.Of("block").Intersect(ReferenceKinds.Blocks).Should().BeEmpty();
    }

    [Fact]
    public void A_kind_of_the_future_is_listed_and_no_other()
    {
        var kinds = new UntypedKinds();

        kinds.Count(RoundTrip.Request("""{"messages":[{"role":"user","content":[{"type":"text","text":"t"},{"type":"later"}]}],"tools":[{"type":"bash_1","name":"bash"}]}"""), ["bash_2"]);
        kinds.Count(RoundTrip.Event("""{"type":"content_block_delta","index":0,"delta":{"type":"later_delta"}}"""));
        kinds.Count(RoundTrip.Event("""{"type":"later_event"}"""));

        kinds.Lines.Should().Equal("block later: 1", "delta later_delta: 1", "event later_event: 1", "tool bash_1: 1");
    }

    [RecordedFact]
    public void Every_kind_of_block_in_the_fact_sheet_has_a_type()
    {
        var kinds = ReferenceKinds.Blocks;

        output.WriteLine($"{kinds.Length}: {string.Join(", ", kinds)}");
        kinds.Should().HaveCountGreaterThan(20).And.Contain("text").And.Contain("fallback");
        kinds.Where(kind => !ReferenceKinds.IsTyped(kind)).Should().BeEmpty();
        ReferenceKinds.IsTyped("a_kind_of_the_future").Should().BeFalse();
    }
}
