using System.ComponentModel;
using PromptCaching.Messages.Content;
using PromptCaching.Tests.Schemas;

namespace PromptCaching.Tests.Tools;

public sealed class MethodToolTests
{
    [Fact]
    public void The_signature_is_the_definition()
    {
        var tool = ClaudeTool.FromMethod(FindTrainsAsync);

        tool.Name.Should().Be("FindTrains");
        tool.Definition.Description.Should().Be("Finds trains.");
        tool.Definition.InputSchema!.Value.GetRawText().Should().Be(
            """{"type":"object","properties":{"to":{"description":"A city.","type":"string"},"season":{"enum":["Spring","Autumn"]},"changes":"""
            + """{"type":"integer","default":2},"via":{"type":"array","items":{"type":"string"}}},"required":["to","season"],"""
            + "\"additionalProperties\":false}");
    }

    [Fact]
    public async Task Arguments_come_by_name_and_defaults_stand_in()
    {
        var tool = ClaudeTool.FromMethod(FindTrainsAsync);

        (await TextOf(tool, """{"season":"Autumn","to":"Ulm"}""")).Should().Be("Ulm Autumn 2 - True");
        (await TextOf(tool, """{"to":"Ulm","season":"Spring","changes":0,"via":["A","B"]}""")).Should().Be("Ulm Spring 0 A+B True");
    }

    [Fact]
    public async Task Methods_may_return_what_they_like()
    {
        (await TextOf(ClaudeTool.FromMethod(static (int a, int b) => a + b, "add"), """{"a":2,"b":3}""")).Should().Be("5");
        (await TextOf(ClaudeTool.FromMethod(static () => new City("Ulm", 1, null), "city"))).Should().Be("""{"name":"Ulm","people":1,"river":null}""");
        (await TextOf(ClaudeTool.FromMethod(static () => Season.Autumn, "season"))).Should().Be("\"Autumn\"");
        (await TextOf(ClaudeTool.FromMethod(static () => ValueTask.FromResult("text"), "value_task"))).Should().Be("text");
        (await TextOf(ClaudeTool.FromMethod(static async () => await Task.FromResult(new[] { 1, 2 }), "numbers"))).Should().Be("[1,2]");
        (await TextOf(ClaudeTool.FromMethod(static () => Task.CompletedTask, "nothing"))).Should().BeNull();
        (await TextOf(ClaudeTool.FromMethod(static () => ValueTask.CompletedTask, "nothing_either"))).Should().BeNull();
        (await TextOf(ClaudeTool.FromMethod(static () => { }, "action"))).Should().BeNull();
        (await TextOf(ClaudeTool.FromMethod(static () => (string?)null, "null"))).Should().BeNull();
    }

    [Fact]
    public async Task Blocks_are_content()
    {
        var result = await ClaudeTool.FromMethod(static () => new TextBlock("a"), "block").InvokeAsync(ToolCall.Of("block"));

        result.Content.Should().Equal(new TextBlock("a"));
        result.Content!.Text.Should().BeNull();
    }

    [Theory]
    [InlineData("""{"season":"Spring"}""", "*lacks*to*")]
    [InlineData("""{"to":"Ulm","season":"Winter"}""", "*'season'*Winter*")]
    [InlineData("""{"to":null,"season":"Spring"}""", "*'to' must not be null*")]
    public async Task Arguments_that_do_not_fit_are_named(string input, string told)
    {
        var result = await ClaudeTool.FromMethod(FindTrainsAsync).InvokeAsync(ToolCall.Of("FindTrains", input));

        result.IsError.Should().BeTrue();
        result.Content!.Text.Should().Match(told);
    }

    [Fact]
    public async Task What_a_method_throws_is_told_as_it_was_thrown()
    {
        var result = await ClaudeTool.FromMethod(static string () => throw new ClaudeToolException("Try Ulm."), "throw").InvokeAsync(ToolCall.Of("throw"));

        result.Should().Be(new ToolResultBlock("toolu_1") { Content = "Try Ulm.", IsError = true });
    }

    [Fact]
    public async Task A_method_that_takes_no_token_is_left_behind_when_the_caller_cancels()
    {
        var never = new TaskCompletionSource<string>();

        await FluentActions.Awaiting(() => ClaudeTool.FromMethod(() => never.Task, "never").InvokeAsync(ToolCall.Of("never"), new CancellationToken(true)))
            .Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public void A_type_that_contains_itself_refers_to_its_own_place() =>
        ClaudeTool.FromMethod(static (Person child) => child.Name, "mother_of").Definition.InputSchema!.Value.GetRawText()
            .Should().Contain("\"#/properties/child/properties/mother\"");

    [Fact]
    public void A_lambda_needs_a_name() =>
        FluentActions.Invoking(() => ClaudeTool.FromMethod(static (int a) => a)).Should().Throw<ArgumentException>().WithMessage("*lambda has no name*pass one*");

    [Fact]
    public async Task A_local_function_is_called_as_it_is_in_the_source()
    {
        const string Sky = "sunny";

        ClaudeTool.FromMethod(Weather).Name.Should().Be("Weather");
        ClaudeTool.FromMethod(TideAsync).Name.Should().Be("Tide");
        (await TextOf(ClaudeTool.FromMethod(Weather), """{"city":"Ulm"}""")).Should().Be("sunny in Ulm");

        string Weather(string city) => $"{Sky} in {city}";
        static Task<int> TideAsync() => Task.FromResult(1);
    }

    [Fact]
    public void What_is_passed_by_reference_is_refused() =>
        FluentActions.Invoking(() => ClaudeTool.FromMethod((ByReference)Increase)).Should().Throw<ArgumentException>().WithMessage("*'value'*");

    [Description("Finds trains.")]
    private static Task<string> FindTrainsAsync(
        [Description("A city.")] string to, Season season, CancellationToken token, int changes = 2, List<string>? via = null) =>
        Task.FromResult($"{to} {season} {changes} {string.Join('+', via ?? ["-"])} {token.CanBeCanceled}");

    private static void Increase(ref int value) => value++;

    private static async Task<string?> TextOf(ClaudeTool tool, string input = "{}")
    {
        using var source = new CancellationTokenSource();
        var result = await tool.InvokeAsync(ToolCall.Of(tool.Name, input), source.Token);
        result.IsError.Should().BeNull();
        return result.Content?.Text;
    }

    private delegate void ByReference(ref int value);
}
