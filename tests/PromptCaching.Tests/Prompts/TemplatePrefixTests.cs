using PromptCaching.CacheControl;
using PromptCaching.Messages;
using PromptCaching.Prompts;
using PromptCaching.Tests.Support;
using static PromptCaching.Tests.Prompts.Some;

namespace PromptCaching.Tests.Prompts;

/// <summary>What templates promise, under the rules of the real cache and through the whole chain.</summary>
public sealed class TemplatePrefixTests : IDisposable
{
    private const string Model = "model: claude-haiku-5-5";
    private static readonly string Long = Texts.Words(3000, "stat");
    private static readonly PromptTemplate InTheTurn = Template($"# system\n{Long}\n# user\n{Long}\n\n<r>\n{{a}}\n</r>", "  a: text", Model);
    private static readonly PromptTemplate InTheSystemPrompt = Template($"# system\n{Long}\n\nFor {{a}}.\n# user\nWhy?", "  a: text", Model);

    private readonly ChainUnderTest _chain = new();

    public static TheoryData<string, CacheControlPlacement> Cases => new()
    {
        { "turn", CacheControlPlacement.Learned }, { "turn", CacheControlPlacement.Habit },
        { "system", CacheControlPlacement.Learned }, { "system", CacheControlPlacement.Habit },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task The_first_call_writes_the_shared_text_and_nothing_else_and_the_second_reads_it(string where, CacheControlPlacement placement)
    {
        using var chain = new ChainUnderTest(options => options.CacheControl.Placement = placement);
        var template = where == "turn" ? InTheTurn : InTheSystemPrompt;
        string[] ends = where == "turn" ? ["system.0", "messages.0.content.0"] : ["system.0"];

        var first = await AskAsync(chain, template, Texts.Words(2000, "ada"));
        var second = await AskAsync(chain, template, Texts.Words(2000, "bob"));
        var third = await AskAsync(chain, template, Texts.Words(2000, "eve"));

        ends.Should().Contain(first.AddedBreakpoints);
        first.AddedBreakpoints[^1].Should().Be(ends[^1]);
        first.Usage!.CacheWrite.Should().BeGreaterThan(3000);
        first.Usage.Input.Should().BeGreaterThan(1500);
        (second.Usage!.CacheRead, second.Usage.CacheWrite).Should().Be((first.Usage.CacheWrite, 0));
        (third.Usage!.CacheRead, third.Usage.CacheWrite).Should().Be((first.Usage.CacheWrite, 0));
    }

    [Fact]
    public async Task Without_the_hint_more_is_written_than_ever_comes_back()
    {
        using var other = new ChainUnderTest();
        var bare = new List<CallReport>();
        foreach (var name in (string[])["ada", "bob"])
        {
            var filled = Fill(InTheTurn, Texts.Words(2000, name));
            bare.Add((await other.Client.CreateMessageAsync(filled.Request)).GetCallReport()!);
        }

        bare[0].Usage!.CacheWrite.Should().BeGreaterThan((await AskAsync(_chain, InTheTurn, Texts.Words(2000, "ada"))).Usage!.CacheWrite + 1000);
    }

    [Fact]
    public async Task Where_nothing_ever_came_back_the_shared_text_is_written_all_the_same()
    {
        for (var time = 0; time < 40; time++)
        {
            await AskAsync(_chain, Template($"# user\n{Texts.Words(900, $"n{time}")}\n\n{{a}}", "  a: text", Model), "x", hinted: false);
        }

        (await AskAsync(_chain, Template($"# user\n{Long}\n\n{{a}}", "  a: text", Model), "x")).Usage!.CacheWrite.Should().BeGreaterThan(3000);
    }

    [Fact]
    public async Task A_conversation_that_goes_on_is_written_as_it_goes()
    {
        var begun = Fill(InTheTurn, Texts.Words(2000, "ada"));
        var on = begun.WithTurns(InputMessage.Assistant("So."), InputMessage.User("Sure?"));
        var further = on.WithTurns(InputMessage.Assistant("Yes."), InputMessage.User("Really?"));

        await AskAsync(_chain, begun);
        var second = await AskAsync(_chain, on);
        var third = await AskAsync(_chain, further);

        second.Usage!.CacheRead.Should().BeGreaterThan(7000);
        third.Usage!.CacheRead.Should().BeGreaterThan(second.Usage.CacheRead + 2000);
    }

    [Fact]
    public async Task The_same_values_once_more_are_known_to_return()
    {
        var first = await AskAsync(_chain, InTheTurn, Texts.Words(2000, "ada"), bypass: true);
        await AskAsync(_chain, InTheTurn, Texts.Words(2000, "ada"), bypass: true);
        var third = await AskAsync(_chain, InTheTurn, Texts.Words(2000, "ada"), bypass: true);

        third.Usage!.CacheRead.Should().BeGreaterThan(first.Usage!.CacheWrite + 1000);
    }

    [Fact]
    public async Task The_ledger_tells_the_versions_apart()
    {
        var (one, two) = (Version("1", Long), Version("2", "Short."));
        foreach (var name in (string[])["ada", "bob", "bob"])
        {
            await AskAsync(_chain, one, name);
        }

        await AskAsync(_chain, two, "ada");
        var usage = _chain.Handler.Usage;

        usage.ByTag["prompt:letter"].Answers.Should().Be(4);
        var versions = usage.ByPromptVersion("letter");
        versions.Select(version => (version.Version, version.Calls)).Should().Equal(("1", 3), ("2", 1));
        versions[0].PromptCacheHitRate.Should().BeApproximately(0.5, 0.02);
        versions[0].ResponseCacheHitRate.Should().BeApproximately(1.0 / 3, 1e-9);
        versions[0].CostPerCall.Should().Be(versions[0].Cost / 3);
        versions[0].Cost.Should().Be(usage.ByTag["prompt:letter@1"].Cost).And.BeGreaterThan(versions[1].Cost);
        usage.ByPromptVersion("let").Should().BeEmpty();
    }

    [Fact]
    public async Task The_ledger_says_what_compression_saved_for_a_version()
    {
        var template = Template("Sum up {a}", "  a: text, compress", Model);
        var compression = new PromptCompression(new FirstTen(), new PromptCompressionOptions { TimeProvider = _chain.Clock });

        await AskAsync(_chain, await template.FillAsync(Values(("a", Texts.Words(100))), compression));

        _chain.Handler.Usage.ByPromptVersion("letter", compression).Should().ContainSingle()
            .Which.Compression.Should().Be(compression.ByTag["prompt:letter@3"]).And.BeEquivalentTo(new { TokensSaved = 122, Texts = 1 });
    }

    public void Dispose() => _chain.Dispose();

    private static PromptTemplate Version(string version, string text) => PromptTemplate.Parse(
        $"---\nname: letter\nversion: {version}\nmodel: claude-haiku-5-5\nparameters:\n  a: text\n---\n{text}\n\nFor {{a}}.");

    private static FilledPrompt Fill(PromptTemplate template, string value)
    {
        var filled = template.Fill(Values(("a", value)));
        return filled with { Request = filled.Request with { MaxTokens = 1000 } };
    }

    private static Task<CallReport> AskAsync(ChainUnderTest chain, PromptTemplate template, string value, bool hinted = true, bool bypass = false)
    {
        var filled = Fill(template, value);
        return AskAsync(chain, filled with
        {
            Call = filled.Call with
            {
                StaticPrefix = hinted ? filled.Call.StaticPrefix : null,
                ResponseCache = bypass ? ResponseCacheMode.Bypass : null,
            },
        });
    }

    private static async Task<CallReport> AskAsync(ChainUnderTest chain, FilledPrompt filled)
    {
        chain.Clock.Advance(TimeSpan.FromSeconds(10));
        return (await chain.Client.CreateMessageAsync(filled.Request, filled.Call)).GetCallReport()!;
    }

    private sealed class FirstTen : IPromptCompressor
    {
        public Task<string> CompressAsync(string text, CancellationToken cancellationToken) => Task.FromResult(text[..10]);
    }
}
