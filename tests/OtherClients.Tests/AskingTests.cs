namespace OtherClients.Tests;

/// <summary>The sample itself, without a key.</summary>
public sealed class AskingTests
{
    [Fact]
    public async Task Every_way_says_who_answered_and_what_it_cost()
    {
        var text = await RunAsync(Asking.DefaultQuestion);

        text.Should().StartWith("No key is set (ANTHROPIC_API_KEY): the emulator answers.");
        text.Split("\n\n").Skip(1).Select(static part => part[..part.IndexOf(':', StringComparison.Ordinal)]).Should().Equal(
            "official client", "official client, streaming", "official client, with a tool", "official IChatClient", "our IChatClient");
        Sources(text).Should().Equal("the API", "the response cache", "the API", "the API", "the API", "the response cache");
    }

    [Fact]
    public async Task What_the_response_cache_answers_costs_nothing() =>
        (await RunAsync("What now?")).Split('\n').Where(static line => line.Contains("the response cache", StringComparison.Ordinal))
            .Should().HaveCount(2).And.OnlyContain(static line => line.EndsWith("cost 0.000000 USD", StringComparison.Ordinal));

    private static async Task<string> RunAsync(string question)
    {
        using var chain = Chain.Create(key: null);
        await using var output = new StringWriter { NewLine = "\n" };
        await new Asking(chain, output).RunAsync(question, CancellationToken.None);
        return output.ToString();
    }

    private static IEnumerable<string> Sources(string text) => text.Split('\n')
        .Where(static line => line.StartsWith("  answered by ", StringComparison.Ordinal))
        .Select(static line => line["  answered by ".Length..line.IndexOf(',', StringComparison.Ordinal)]);
}
