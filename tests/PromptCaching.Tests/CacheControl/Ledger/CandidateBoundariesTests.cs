using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Ledger;

public sealed class CandidateBoundariesTests
{
    [Theory]
    [InlineData("""{"tools":[{"name":"a"},{"name":"b"}]}""", "1 Tools")]
    [InlineData("""{"system":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}""", "0 SystemPart, 1 System")]
    [InlineData("""{"messages":[{"role":"user","content":"q"}]}""", "0 Tail")]
    [InlineData("""{"tools":[{"name":"a"}],"system":"s","messages":[{"role":"user","content":"q"}]}""", "0 Tools, 1 System, 2 Tail")]
    [InlineData(
        """{"system":"s","messages":[{"role":"user","content":[{"type":"document"},{"type":"text","text":"q"}]}]}""", "0 System, 1 Lead, 2 Tail")]
    [InlineData(
        """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":"q"},{"role":"assistant","content":"a"},{"role":"user","content":[{"type":"text","text":"b"},{"type":"text","text":"c"}]}]}""",
        "0 Lead, 3 BeforeLastMessage, 4 BeforeTail, 5 Tail")]
    [InlineData(
        """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"tool_use","id":"1"}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"1"}]}]}""",
        "0 Lead, 1 BeforeTail, 2 ToolTail")]
    [InlineData(
        """{"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"thinking","thinking":"h"}]}]}""",
        "0 Lead, 1 Tail")]
    public void A_request_has_the_boundaries_of_its_form(string body, string boundaries) =>
        string.Join(", ", Of(body).Select(boundary => $"{boundary.Key} {boundary.Value}")).Should().Be(boundaries);

    [Fact]
    public void Of_many_parts_the_first_four_are_worth_knowing()
    {
        var texts = string.Join(',', Enumerable.Range(0, 20).Select(index => $$"""{"type":"text","text":"{{index}}"}"""));

        var boundaries = Of($$"""{"system":[{{texts}}],"messages":[{"role":"user","content":[{{texts}}]}]}""");

        boundaries.Where(boundary => boundary.Value == BoundaryKind.SystemPart).Select(boundary => boundary.Key).Should().Equal(0, 1, 2, 3);
        boundaries.Where(boundary => boundary.Value == BoundaryKind.Lead).Select(boundary => boundary.Key).Should().Equal(20, 21, 22, 23);
    }

    private static IReadOnlyList<KeyValuePair<int, BoundaryKind>> Of(string body) =>
        [.. CandidateBoundaries.Of(PromptPath.Of(RequestOutline.Of(body.Utf8())!, isolation: 1).Steps)];
}
