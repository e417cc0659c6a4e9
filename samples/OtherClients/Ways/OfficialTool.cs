using System.Text.Json;
using Anthropic.Models.Messages;

namespace OtherClients.Ways;

/// <summary>Two calls: the model asks for the tool, and answers with what it told.</summary>
internal sealed class OfficialTool : IWay
{
    public async Task<string> AskAsync(Chain chain, string question, CancellationToken cancellationToken)
    {
        var client = Official.On(chain);
        var request = Official.Ask(question) with { Tools = [WeatherTool()], ToolChoice = new ToolChoiceTool(Weather.Name) };
        var turn = await client.Messages.Create(request, cancellationToken);
        if (turn.Content.Select(static block => block.TryPickToolUse(out var use) ? use : null).FirstOrDefault(static use => use is not null) is not { } call)
        {
            return Official.TextOf(turn);
        }

        var result = new ToolResultBlockParam(call.ID) { Content = Weather.In(call.Input["city"].GetString() ?? "") };
        var answer = await client.Messages.Create(
            request with
            {
                ToolChoice = new ToolChoiceAuto(),
                Messages =
                [
                    .. request.Messages,
                    new() { Role = Role.Assistant, Content = new List<ContentBlockParam> { Again(call) } },
                    new() { Role = Role.User, Content = new List<ContentBlockParam> { result } },
                ],
            },
            cancellationToken);
        return Official.TextOf(answer);
    }

    private static ToolUseBlockParam Again(ToolUseBlock call) => new() { ID = call.ID, Name = call.Name, Input = call.Input };

    private static Tool WeatherTool()
    {
        using var city = JsonDocument.Parse("""{"type":"string"}""");
        return new Tool
        {
            Name = Weather.Name,
            Description = Weather.Description,
            InputSchema = new() { Properties = new Dictionary<string, JsonElement> { ["city"] = city.RootElement.Clone() }, Required = ["city"] },
        };
    }
}
