using System.Text.Json.Nodes;
using PromptCaching.Accounting;

namespace PromptCaching.Testing.Tests.Endpoints;

public sealed class ModelsTests : IDisposable
{
    private readonly Server _server = new(new ClaudeEmulatorOptions { Catalog = ModelCatalog.Default.With(new ModelCatalogEntry { Id = "made-up" }) });

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task The_newest_come_first()
    {
        var list = await _server.JsonAsync("GET", "/v1/models?limit=1000");

        list.GetProperty("data").EnumerateArray().Select(static model => model.Text("created_at")).Should().BeInDescendingOrder(StringComparer.Ordinal);
        list.Text("has_more").Should().Be("False");
    }

    [Fact]
    public async Task Without_a_limit_a_page_has_twenty()
    {
        _server.Clock.Advance(TimeSpan.FromDays(1));
        var list = await _server.JsonAsync("GET", "/v1/models");

        list.Ids().Should().HaveCount(20);
        (list.Text("first_id"), list.Text("last_id")).Should().Be((list.Ids().First(), list.Ids().Last()));
    }

    [Fact]
    public async Task Pages_go_forwards_and_backwards()
    {
        string[] all = [.. (await _server.JsonAsync("GET", "/v1/models?limit=1000")).Ids()];
        var after = await _server.JsonAsync("GET", $"/v1/models?limit=2&after_id={all[3]}");
        var before = await _server.JsonAsync("GET", $"/v1/models?limit=2&before_id={all[3]}");
        var beginning = await _server.JsonAsync("GET", $"/v1/models?limit=5&before_id={all[3]}");

        after.Ids().Should().Equal(all[4], all[5]);
        before.Ids().Should().Equal(all[1], all[2]);
        before.Text("has_more").Should().Be("True");
        beginning.Ids().Should().Equal(all[..3]);
        beginning.Text("has_more").Should().Be("False");
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=many")]
    [InlineData("after_id=nobody")]
    [InlineData("after_id=claude-opus-5&before_id=claude-opus-5")]
    public async Task A_page_that_makes_no_sense_is_refused(string query) =>
        (await _server.CallAsync("GET", $"/v1/models?{query}")).Status.Should().Be(400);

    [Fact]
    public async Task Retired_models_are_shown_on_request_only()
    {
        _server.Clock.Advance(TimeSpan.FromDays(365));

        (await _server.JsonAsync("GET", "/v1/models?limit=1000")).Ids().Should().NotContain("claude-3-haiku-20240307");
        (await _server.JsonAsync("GET", "/v1/models?limit=1000&lifecycle=retired")).Ids().Should().Contain("claude-3-haiku-20240307");
        (await _server.JsonAsync("GET", "/v1/models/claude-3-haiku-20240307")).Text("lifecycle").Should().Be("retired");
    }

    [Theory]
    [InlineData("claude-opus-4-5", "claude-opus-4-5-20251101", "Claude Opus 4.5", "200000", "64000", "2025-11-24T00:00:00Z")]
    [InlineData("claude-sonnet-5", "claude-sonnet-5", "Claude Sonnet 5", "1000000", "128000", "2026-06-30T00:00:00Z")]
    [InlineData("claude-3-7-sonnet-20250219", "claude-3-7-sonnet-20250219", "Claude Sonnet 3.7", "200000", "64000", "2025-02-19T00:00:00Z")]
    public async Task A_model_is_found_by_any_of_its_names(string name, string id, string displayName, string input, string output, string created)
    {
        var model = await _server.JsonAsync("GET", $"/v1/models/{name}");

        (model.Text("type"), model.Text("id"), model.Text("display_name")).Should().Be(("model", id, displayName));
        (model.Text("max_input_tokens"), model.Text("max_tokens"), model.Text("created_at")).Should().Be((input, output, created));
    }

    [Theory]
    [InlineData("claude-haiku-4-5", true, false, true, false)]
    [InlineData("claude-sonnet-4-6", true, true, true, true)]
    [InlineData("claude-opus-4-7", false, true, true, true)]
    [InlineData("claude-opus-5-5", false, true, false, true)]
    [InlineData("claude-fable-5-2", false, true, false, true)]
    public async Task Capabilities_follow_the_generation(string name, bool enabled, bool adaptive, bool disabled, bool effort)
    {
        var capabilities = (await _server.JsonAsync("GET", $"/v1/models/{name}")).GetProperty("capabilities");
        string[] types = [.. new[] { "enabled", "adaptive", "disabled" }.Select(type => capabilities.Text("thinking", "types", type, "supported"))];

        types.Should().Equal($"{enabled}", $"{adaptive}", $"{disabled}");
        capabilities.Text("effort", "supported").Should().Be($"{effort}");
    }

    [Theory]
    [InlineData("claude-opus-4-5", "low medium high")]
    [InlineData("claude-opus-4-6", "low medium high max")]
    [InlineData("claude-opus-4-7", "low medium high xhigh max")]
    public async Task The_efforts_told_are_the_efforts_taken(string name, string efforts)
    {
        var told = (await _server.JsonAsync("GET", $"/v1/models/{name}")).GetProperty("capabilities").GetProperty("effort");
        foreach (var effort in new[] { "low", "medium", "high", "xhigh", "max" })
        {
            var isTaken = efforts.Split(' ').Contains(effort);
            var asked = Some.Request(name).User("Hi").With("output_config", new JsonObject { ["effort"] = effort });

            told.Text(effort, "supported").Should().Be($"{isTaken}");
            (await _server.AskAsync(asked)).Status.Should().Be(isTaken ? 200 : 400);
        }
    }

    [Fact]
    public async Task Of_a_model_that_was_added_only_the_name_is_known()
    {
        var model = await _server.JsonAsync("GET", "/v1/models/made-up");

        (model.Text("display_name"), model.Text("created_at"), model.Text("max_tokens")).Should().Be(("made-up", "1970-01-01T00:00:00Z", ""));
    }

    [Fact]
    public async Task An_unknown_model_is_not_found()
    {
        var (status, body) = await _server.CallAsync("GET", "/v1/models/claude-none");

        status.Should().Be(404);
        body.Should().Contain("not_found_error").And.Contain("claude-none");
    }

    [Fact]
    public async Task Without_a_key_nothing_is_told() => (await _server.CallAsync("GET", "/v1/models", key: " ")).Status.Should().Be(401);
}
