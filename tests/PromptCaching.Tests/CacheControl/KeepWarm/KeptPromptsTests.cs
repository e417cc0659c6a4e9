using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>Whatever a prefix is made of, the call that keeps it reads what the real ones wrote.</summary>
public sealed class KeptPromptsTests
{
    private const string FiveMinutes = """ "cache_control":{"type":"ephemeral"} """;
    private static readonly TimeSpan _eightMinutes = TimeSpan.FromMinutes(8);

    [Theory]
    [InlineData("tools")]
    [InlineData("system")]
    [InlineData("system part")]
    [InlineData("document")]
    [InlineData("conversation")]
    public async Task It_is_read_and_never_written(string what)
    {
        using var without = new QuietHours(options => (options.KeepWarm.Enabled, options.CacheControl.AllowOneHour) = (false, false));
        using var with = new QuietHours(options => options.CacheControl.AllowOneHour = false);

        foreach (var client in new[] { without, with })
        {
            for (var question = 0; question < 10; question++)
            {
                (await client.SendAsync(Body(what, question))).Status.Should().Be(200);
                await client.PassAsync(_eightMinutes);
            }
        }

        with.Refreshing.Should().NotBeEmpty().And.OnlyContain(call =>
            call.Status == 200 && call.Usage!.ReadTokens > QuietHours.Long && call.Usage.Written5mTokens == 0 && call.Usage.Written1hTokens == 0);
        with.Cost.Should().BeLessThan(without.Cost);
    }

    private static string Body(string what, int question) => "{\"model\":\"claude-haiku-5-5\",\"max_tokens\":16," + what switch
    {
        "tools" => $$"""
            "tools":[{"name":"t","description":"{{Long}}","input_schema":{"type":"object"},{{FiveMinutes}}}],
            "system":"Today is day {{question}}.","messages":[{"role":"user","content":"Question"}]
            """,
        "system" => $$"""
            "system":[{"type":"text","text":"{{Long}}",{{FiveMinutes}}}],"messages":[{"role":"user","content":"Question {{question}}"}]
            """,
        "system part" => $$"""
            "system":[{"type":"text","text":"{{Long}}",{{FiveMinutes}}},{"type":"text","text":"Day {{question}}"}],
            "messages":[{"role":"user","content":"Question"}]
            """,
        "document" => $$"""
            "messages":[{"role":"user","content":[{"type":"text","text":"{{Long}}",{{FiveMinutes}}},{"type":"text","text":"Question {{question}}"}]}]
            """,
        _ => $$"""
            "cache_control":{"type":"ephemeral"},"messages":[{"role":"user","content":"{{Long}}"}{{Turns(question)}}]
            """,
    } + "}";

    private static string Long { get; } = Texts.Words(QuietHours.Long + 1000, "long");

    private static string Turns(int count) => string.Concat(Enumerable.Range(0, count).Select(turn =>
        $$""" ,{"role":"assistant","content":"Answer {{turn}}"},{"role":"user","content":"Question {{turn}}"} """));
}
