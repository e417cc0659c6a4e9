using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.Repairs;
using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Repairs;

/// <summary>Generated requests with every kind of tool and spelling: a repair may only move things, and does so once.</summary>
public sealed class RepairedSessionsTests
{
    private const int Sessions = 100;
    private const int Requests = 3;

    private static readonly CacheControlOptions Both = new() { SortTools = true, SortSchemaKeys = true };

    [Fact]
    public void A_repaired_request_says_the_same_and_needs_no_second_repair()
    {
        var moved = 0;
        foreach (var request in Enumerable.Range(0, Sessions).SelectMany(static seed => Session.Write(new Random(seed), Requests)))
        {
            var outline = RequestOutline.Of(request.Body)!;

            var once = PromptRepairs.Apply(request.Body, outline, Both);

            var repaired = RequestOutline.Of(once)!;
            PromptRepairs.Apply(once, repaired, Both).Equals(once).Should().BeTrue();
            Said(once.ToArray()).Should().Be(Said(request.Body));
            Rest(repaired).Should().Equal(Rest(outline));
            moved += once.Span.SequenceEqual(request.Body) ? 0 : 1;
        }

        moved.Should().BePositive();
    }

    /// <summary>What stands outside the tools: where, and what it says.</summary>
    private static IEnumerable<(int Start, int End, ulong Hash)> Rest(RequestOutline outline) =>
        outline.Blocks.Where(static block => block.Level != PromptLevel.Tools).Select(static block => (block.Start, block.End, block.Hash));

    /// <summary>The tools with all keys in order, and themselves too.</summary>
    private static string Said(byte[] body) =>
        body.Json().TryGetProperty("tools", out var tools) && tools.ValueKind == JsonValueKind.Array
            ? string.Join('\n', tools.EnumerateArray().Select(Text).Order(StringComparer.Ordinal))
            : "";

    private static string Text(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', json.EnumerateObject().Select(static member => member.Name + ":" + Text(member.Value))
            .Order(StringComparer.Ordinal)) + "}",
        JsonValueKind.Array => "[" + string.Join(',', json.EnumerateArray().Select(Text)) + "]",
        _ => json.GetRawText(),
    };
}
