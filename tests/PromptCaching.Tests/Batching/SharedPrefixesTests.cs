using System.Text.Json;
using PromptCaching.Batching;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using Marker = PromptCaching.Messages.CacheControl;

namespace PromptCaching.Tests.Batching;

/// <summary>Where requests that go out together are marked: at the ends of what they share.</summary>
public sealed class SharedPrefixesTests
{
    private static readonly string _long = new('x', 40_000);

    [Fact]
    public void What_all_share_is_marked_once_in_each() =>
        MarksOf(Enumerable.Range(0, 3).Select(static number => MessageRequest.From($"q{number}", _long)))
            .Should().AllBeEquivalentTo(new[] { "system.0" });

    [Fact]
    public void Two_requests_are_too_few_to_write_for() =>
        MarksOf(Enumerable.Range(0, 2).Select(static number => MessageRequest.From($"q{number}", _long))).Should().OnlyContain(static marks => marks.Length == 0);

    [Fact]
    public void A_prefix_that_no_model_caches_is_not_marked() =>
        MarksOf(Enumerable.Range(0, 9).Select(static number => MessageRequest.From($"q{number}", "Short."))).Should().OnlyContain(static marks => marks.Length == 0);

    [Fact]
    public void A_document_that_some_share_is_marked_beside_what_all_share()
    {
        var requests = from document in new[] { "a", "b" }
                       from question in Enumerable.Range(0, 3)
                       select Asking(new TextBlock(document + _long), new TextBlock($"q{question}")) with { System = _long };

        MarksOf(requests).Should().AllBeEquivalentTo(new[] { "system.0", "messages.0.0" });
    }

    [Fact]
    public void The_same_question_asked_again_and_again_is_marked_at_its_end() =>
        MarksOf(Enumerable.Repeat(Asking(new TextBlock(_long), new TextBlock("A number?")), 4)).Should().AllBeEquivalentTo(new[] { "messages.0.1" });

    [Fact]
    public void Another_model_shares_nothing() =>
        MarksOf(Enumerable.Range(0, 6).Select(static number =>
                MessageRequest.From($"q{number}", _long) with { Model = number % 3 == 0 ? "claude-opus-4-8" : number % 3 == 1 ? "claude-haiku-4-5" : null }))
            .Should().OnlyContain(static marks => marks.Length == 0);

    [Fact]
    public void The_caller_s_markers_stay_count_and_are_not_doubled()
    {
        var own = new TextBlock(_long) { CacheControl = Marker.OneHour };
        var request = MessageRequest.From("q") with { System = (MessageContent)new ContentBlock[] { own } };

        MarksOf(Enumerable.Range(0, 3).Select(number => request with { Messages = [InputMessage.User($"q{number}")] }))
            .Should().OnlyContain(static marks => marks.Length == 0, "what they share has the caller's marker");
    }

    [Fact]
    public void An_hour_never_stands_behind_the_caller_s_five_minutes()
    {
        var requests = Enumerable.Range(0, 3).Select(number => Asking(
            new TextBlock(_long) { CacheControl = Marker.FiveMinutes }, new TextBlock(_long), new TextBlock($"q{number}")) with { System = "Short." });

        MarksOf(requests).Should().OnlyContain(static marks => marks.Length == 0);
    }

    [Fact]
    public void Four_markers_of_the_caller_leave_none_for_us()
    {
        ContentBlock[] own = [.. Enumerable.Range(0, 4).Select(static number => new TextBlock($"{number}") { CacheControl = Marker.OneHour })];
        var requests = Enumerable.Range(0, 3).Select(number => Asking([.. own, new TextBlock(_long), new TextBlock($"q{number}")]));

        MarksOf(requests).Should().OnlyContain(static marks => marks.Length == 0);
    }

    [Fact]
    public void Where_a_block_takes_no_marker_the_one_before_it_does()
    {
        var tools = new[] { Tool.Custom("a", _long, "{}"), Tool.Custom("b", "Found on demand.", "{}") with { DeferLoading = true } };
        var requests = Enumerable.Range(0, 3).Select(number => MessageRequest.From($"q{number}") with { Tools = tools });

        MarksOf(requests).Should().AllBeEquivalentTo(new[] { "tools.0" });
    }

    [Fact]
    public void Marking_leaves_the_caller_s_request_as_it_was()
    {
        var unknown = JsonDocument.Parse("""{"type":"container_upload","file_id":"f"}""").RootElement;
        var request = Asking(new TextBlock(_long), new UnknownBlock(unknown)) with { System = "Text", Tools = [Tool.Custom("a", "A", "{}")] };
        var before = Recordings.RoundTrip.Write(request);
        var path = PrefixPath.Of(request.ToUtf8Bytes());

        var marked = PrefixMarkers.Mark(request, path.Steps);

        Recordings.RoundTrip.Write(request).Should().Be(before);
        var text = Recordings.RoundTrip.Write(marked);
        text.Split("""
            "cache_control":{"type":"ephemeral","ttl":"1h"}
            """.Trim()).Should().HaveCount(5);
        text.Should().Contain("""{"type":"container_upload","file_id":"f","cache_control":{"type":"ephemeral","ttl":"1h"}}""");
    }

    private static MessageRequest Asking(params ContentBlock[] blocks) => new() { Messages = [InputMessage.User(blocks)] };

    private static List<string[]> MarksOf(IEnumerable<MessageRequest> requests)
    {
        PrefixPath[] paths = [.. requests.Select(static request => PrefixPath.Of(request.ToUtf8Bytes()))];
        var shared = new SharedPrefixes(paths);
        return [.. paths.Select(path => shared.MarksOf(path).Select(static step => step.Level switch
        {
            PromptLevel.Tools => $"tools.{step.Index}",
            PromptLevel.System => $"system.{step.Index}",
            _ => $"messages.{step.Message}.{step.Index}",
        }).ToArray())];
    }
}
