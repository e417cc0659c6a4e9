using System.Text.Json;

namespace PromptCaching.Testing.Tests;

internal static class Sse
{
    public static IReadOnlyList<(string Event, JsonElement Data)> Parse(string stream)
    {
        stream.Should().EndWith("\n\n");
        return [.. stream[..^2].Split("\n\n").Select(static frame =>
        {
            var lines = frame.Split('\n');
            lines.Should().HaveCount(2);
            return (lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement);
        })];
    }
}
