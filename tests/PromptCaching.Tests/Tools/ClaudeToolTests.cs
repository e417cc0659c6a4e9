using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tests.Tools;

public sealed class ClaudeToolTests
{
    private static readonly ClaudeTool Forecast =
        ClaudeTool.Create("forecast", "Tells the weather.", ToolTypes.Default.Place, (place, _) => Task.FromResult($"Rain in {place.City}, in {place.Unit}"));

    [Fact]
    public void The_schema_is_that_of_the_input_type() =>
        Forecast.Definition.InputSchema!.Value.GetRawText().Should().Be(
            """{"type":"object","properties":{"city":{"description":"A city.","type":"string"},"unit":{"type":"string","default":"celsius"}},"""
            + """ "required":["city"]}"""[1..]);

    [Fact]
    public void A_strict_tool_is_closed_and_keeps_what_is_optional()
    {
        var strict = Forecast.AsStrict().Definition;

        strict.Strict.Should().BeTrue();
        strict.InputSchema!.Value.GetRawText().Should().EndWith("""required":["city"],"additionalProperties":false}""");
    }

    [Fact]
    public async Task Text_is_answered_as_text()
    {
        var result = await Forecast.InvokeAsync(ToolCall.Of("forecast", """{"city":"Ulm"}""", "toolu_7"));

        result.Should().Be(new ToolResultBlock("toolu_7") { Content = "Rain in Ulm, in celsius" });
    }

    [Fact]
    public async Task A_value_is_answered_as_json()
    {
        var tool = ClaudeTool.Create("weather", "", ToolTypes.Default.Place, ToolTypes.Default.Weather, (_, _) => Task.FromResult(new Weather(3.5, "grey")));

        (await tool.InvokeAsync(ToolCall.Of("weather", """{"city":"Ulm"}"""))).Content!.Text.Should().Be("""{"degrees":3.5,"sky":"grey"}""");
    }

    [Fact]
    public async Task Content_is_answered_as_it_is_and_nothing_as_no_content()
    {
        MessageContent blocks = [new TextBlock("a"), new TextBlock("b")];
        var full = ClaudeTool.Create("full", "", ToolTypes.Default.Place, (_, _) => Task.FromResult(blocks));
        var empty = ClaudeTool.Create("empty", "", ToolTypes.Default.Place, (_, _) => Task.FromResult(""));

        (await full.InvokeAsync(ToolCall.Of("full", """{"city":"Ulm"}"""))).Content.Should().BeSameAs(blocks);
        (await empty.InvokeAsync(ToolCall.Of("empty", """{"city":"Ulm"}"""))).Content.Should().BeNull();
    }

    [Theory]
    [InlineData("{}", "*lacks*city*")]
    [InlineData("""{"unit":"kelvin"}""", "*lacks*city*")]
    [InlineData("""{"city":7}""", "*does not match*$.city*")]
    [InlineData("""{"city":null}""", "*does not match*")]
    [InlineData("\"{\\\"city\\\":\"", "*not a JSON object*")]
    public async Task Input_that_does_not_fit_is_explained_to_the_model(string input, string told)
    {
        var result = await Forecast.InvokeAsync(ToolCall.Of("forecast", input));

        result.IsError.Should().BeTrue();
        result.Content!.Text.Should().Match(told);
    }

    [Fact]
    public async Task What_a_tool_throws_is_an_error_and_its_toolset_is_echoed()
    {
        var tool = ClaudeTool.Create("fail", "", ToolTypes.Default.Place, Task<string> (_, _) => throw new InvalidOperationException("No network."));

        (await tool.InvokeAsync(ToolCall.Of("fail", """{"city":"Ulm"}""") with { ToolsetName = "set" }))
            .Should().Be(new ToolResultBlock("toolu_1") { Content = "No network.", IsError = true, ToolsetName = "set" });
    }

    [Fact]
    public async Task A_tool_that_Anthropic_defines_gets_the_input_as_it_came()
    {
        var bash = ClaudeTool.Create(Tool.Bash(), (input, _) => Task.FromResult<MessageContent?>("ran " + input.GetProperty("command").GetString()));

        (await bash.InvokeAsync(ToolCall.Of("bash", """{"command":"ls"}"""))).Content!.Text.Should().Be("ran ls");
        bash.Definition.Type.Should().Be("bash_20250124");
        bash.Invoking(static tool => tool.AsStrict()).Should().Throw<NotSupportedException>();
    }

    [Fact]
    public void A_definition_can_be_added_to() =>
        Forecast.WithDefinition(static tool => tool with { DeferLoading = true }).Definition.Should().Be(Forecast.Definition with { DeferLoading = true });

    [Theory]
    [InlineData("")]
    [InlineData("get weather")]
    [InlineData("wetter_für")]
    public void A_name_that_the_API_refuses_is_refused(string name) =>
        FluentActions.Invoking(() => Forecast.WithDefinition(tool => tool with { Name = name })).Should().Throw<ArgumentException>();

    [Fact]
    public void An_input_is_an_object() =>
        FluentActions.Invoking(() => ClaudeTool.Create("list", "", ToolTypes.Default.ListString, (_, _) => Task.FromResult("")))
            .Should().Throw<ArgumentException>().WithMessage("*object*");

    [Fact]
    public void Input_of_a_type_that_contains_itself_is_fine_until_it_is_to_be_enforced()
    {
        var tool = ClaudeTool.Create("tree", "", ToolTypes.Default.Person, (person, _) => Task.FromResult(person.Mother!.Name));

        tool.Definition.InputSchema!.Value.GetRawText().Should().Contain("$ref");
        tool.Invoking(static tree => tree.AsStrict()).Should().Throw<NotSupportedException>();
    }
}
