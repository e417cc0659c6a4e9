using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>What generated requests are made of: a rule that no request comes near is not tested by a million of them.</summary>
public sealed class SessionTests
{
    private const int Sessions = 800;
    private const int Requests = 6;

    private static readonly string[] ExpectedTypes =
    [
        "text", "image", "document", "search_result", "container_upload", "thinking", "redacted_thinking", "tool_use", "tool_result", "tool_reference",
        "browser_state", "server_tool_use", "web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result", "bash_code_execution_tool_result",
        "tool_search_tool_result", "mcp_tool_use", "mcp_tool_result", "advisor_tool_result", "compaction", "fallback", "tool_addition", "tool_removal",
        "base64", "url", "file", "content", "custom", "bash_20250124", "text_editor_20250728", "memory_20250818", "web_search_20260318", "web_fetch_20260318",
        "code_execution_20260521", "tool_search_tool_regex_20251119", "computer_20251124", "browser_toolset_20260801", "advisor_20260301", "mcp_toolset",
        "adaptive", "between_tools", "enabled", "disabled", "ephemeral",
    ];

    private static readonly Lazy<IReadOnlyList<GeneratedRequest>> Generated =
        new(static () => [.. Enumerable.Range(0, Sessions).SelectMany(static seed => Session.Write(new Random(seed), Requests))]);

    private static readonly Lazy<IReadOnlyList<JsonElement>> Bodies =
        new(static () => [.. Generated.Value.Select(static request => request.Body.Json())]);

    [Fact]
    public void The_same_seed_gives_the_same_bytes() =>
        Session.Write(new Random(7), 9).Select(static request => request.Body).Should().BeEquivalentTo(
            Session.Write(new Random(7), 9).Select(static request => request.Body), static options => options.WithStrictOrdering());

    [Fact]
    public void Every_type_of_block_source_tool_and_setting_occurs() =>
        Bodies.Value.SelectMany(static body => Texts(body, "type")).Distinct().Should().Contain(ExpectedTypes);

    [Fact]
    public void Every_model_of_the_catalog_occurs_and_some_that_are_not_in_it()
    {
        var models = Bodies.Value.Select(static body => body.GetProperty("model").GetString()!).ToHashSet();

        models.Should().Contain(ModelCatalog.Default.Entries.Select(static entry => entry.Id));
        models.Should().Contain(static model => ModelCatalog.Default.Find(model) == null);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Callers_set_any_number_of_markers(int count) =>
        Bodies.Value.Should().Contain(body => MarkersIn.Of(body).Count() == count);

    [Fact]
    public void Callers_mix_times_to_live_and_use_automatic_caching()
    {
        Bodies.Value.Any(static body => MarkersIn.Of(body).Distinct().Count() == 2).Should().BeTrue();
        Bodies.Value.Any(static body => body.TryGetProperty("cache_control", out _) && MarkersIn.Of(body).Count() == 4).Should().BeTrue();
    }

    [Theory]
    [InlineData("defer_loading\":true")]
    [InlineData("\"clear_at\":\"next_user_message\"")]
    [InlineData("\"cache_control\":null")]
    [InlineData("\"stream\":true")]
    [InlineData("\"system\":\"\"")]
    [InlineData("\"tools\":[]")]
    [InlineData("\"content\":[]")]
    [InlineData("\\u")]
    [InlineData("1E+2")]
    [InlineData("\n")]
    [InlineData("\U0001F600")]
    public void Odd_but_valid_things_occur(string text) =>
        Generated.Value.Should().Contain(request => request.Body.Utf8().Contains(text, StringComparison.Ordinal));

    [Fact]
    public void Requests_are_small_as_a_rule_and_large_now_and_then()
    {
        var sizes = Generated.Value.Select(static request => request.Body.Length).Order().ToList();

        sizes[sizes.Count / 2].Should().BeLessThan(3000);
        sizes[^1].Should().BeGreaterThan(20_000);
        Bodies.Value.Max(Blocks).Should().BeGreaterThan(100);
    }

    private static int Blocks(JsonElement body) => body.GetProperty("messages").EnumerateArray()
        .Sum(static message => message.GetProperty("content") is { ValueKind: JsonValueKind.Array } content ? content.GetArrayLength() : 1);

    private static IEnumerable<string> Texts(JsonElement json, string name) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Texts(item, name)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            member.NameEquals(name) && member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : Texts(member.Value, name)),
        _ => [],
    };
}
