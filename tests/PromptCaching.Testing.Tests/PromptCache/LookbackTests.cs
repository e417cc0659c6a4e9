using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.PromptCache;

public sealed class LookbackTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(34, 15)]
    [InlineData(35, 0)]
    public async Task An_entry_at_block_15_is_found_from_34_and_not_from_35(int marked, int found)
    {
        await _server.BillAsync(Blocks(15, 15));

        (await _server.BillAsync(Blocks(40, marked))).Should().Be(Bill.Of(input: (40 - marked) * 100, written5m: (marked - found) * 100, read: found * 100));
    }

    [Fact]
    public async Task An_earlier_marker_looks_back_on_its_own_when_the_last_one_finds_nothing()
    {
        await _server.BillAsync(Blocks(15, 15));

        (await _server.BillAsync(Blocks(40, 15, 40))).Should().Be(Bill.Of(written5m: 2500, read: 1500));
    }

    [Fact]
    public async Task Positions_are_counted_across_system_and_messages()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(1100, ttl: "5m")).User("Hi"));
        var inside = Some.Request().System(Some.Text(1100)).User([.. Enumerable.Range(1, 19).Select(number => Some.Text($"text {number}", number == 19 ? "5m" : null))]);
        var outside = Some.Request().System(Some.Text(1100)).User([.. Enumerable.Range(1, 20).Select(number => Some.Text($"words {number}", number == 20 ? "5m" : null))]);

        (await _server.BillAsync(inside)).ReadTokens.Should().Be(1100);
        (await _server.BillAsync(outside)).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task Each_tool_that_is_not_deferred_is_a_position()
    {
        await _server.BillAsync(Tools(1, marked: 0));

        (await _server.BillAsync(Tools(20, marked: 19))).ReadTokens.Should().BePositive();
        (await _server.BillAsync(Tools(21, marked: 20))).ReadTokens.Should().BePositive("the entry of the request before is near");

        using var fresh = new Server();
        await fresh.BillAsync(Tools(1, marked: 0));
        (await fresh.BillAsync(Tools(21, marked: 20))).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task A_run_of_tool_calls_and_a_run_of_results_take_one_place_each()
    {
        await _server.BillAsync(Some.Request().User(Some.Text(1100, ttl: "5m")));
        string[] ids = [.. Enumerable.Range(0, 30).Select(static number => $"t{number}")];
        var request = Some.Request().User(Some.Text(1100)).Assistant([.. ids.Select(static id => Some.ToolUse(id))])
            .User([.. ids.Select(static id => Some.ToolResult(id, "ok", id == "t29" ? "5m" : null))]);

        (await _server.BillAsync(request)).ReadTokens.Should().Be(1100);
    }

    [Fact]
    public async Task Single_texts_between_the_calls_take_a_place_each()
    {
        await _server.BillAsync(Some.Request().User(Some.Text(1100, ttl: "5m")));
        JsonNode[] results = [.. Enumerable.Range(0, 10).Select(static number => Some.ToolResult($"t{number}", "ok"))];
        JsonNode[] blocks = [.. Enumerable.Range(0, 10).SelectMany(static number => new JsonNode[] { Some.ToolUse($"t{number}"), Some.Text($"text {number}") })];
        Some.Marked(blocks[^1].AsObject(), "5m");

        (await _server.BillAsync(Some.Request().User(Some.Text(1100)).Assistant(blocks).User(results))).ReadTokens.Should().Be(0);
    }

    private static JsonObject Blocks(int count, params int[] marked) => Some.Request()
        .User([.. Enumerable.Range(1, count).Select(number => Some.Text(100, $"{number:D3}", marked.Contains(number) ? "5m" : null))]);

    private static JsonObject Tools(int count, int marked) => Some.Request()
        .Tools([.. Enumerable.Range(0, count).Select(number => Some.Tool($"tool{number}", number == marked ? "5m" : null, 4200))])
        .User("Hi");
}
