using PromptCaching.Prompts;
using PromptCaching.Testing;
using static PromptCaching.Tests.Prompts.Some;

namespace PromptCaching.Tests.Prompts;

public sealed class PromptCompressionTests
{
    private static readonly PromptTemplate Letter =
        Template("Static text. Static text.\n\n{a}, {b}", "  a: text, maximum 40, compress\n  b: text", "model: claude-haiku-5-5");

    [Fact]
    public async Task Only_what_the_template_says_is_compressed_and_never_its_own_text()
    {
        var compressor = new Halving();

        var filled = await Letter.FillAsync(Values(("a", new string('x', 80)), ("b", new string('y', 80))), Compression(compressor));

        compressor.Asked.Should().Equal(new string('x', 80));
        filled.Turn().Should().Equal("Static text. Static text.", $"{new string('x', 40)}, {new string('y', 80)}");
    }

    [Fact]
    public async Task Savings_are_told_in_tokens_and_at_the_input_price_of_the_model_and_summed_up_by_version()
    {
        var compression = Compression(new Halving());

        var filled = await Letter.FillAsync(Values(("a", new string('x', 80)), ("b", "y")), compression);
        await Letter.FillAsync(Values(("a", new string('x', 40)), ("b", "y")), compression);

        filled.Compression.Should().Be(new PromptCompressionResult { TokensSaved = 10, Saved = 10 * 0.1m / 1_000_000, Texts = 1 });
        compression.ByTag.Should().ContainSingle().Which.Should().Be(KeyValuePair.Create(
            "prompt:letter@3", new PromptCompressionResult { TokensSaved = 15, Saved = 15 * 0.1m / 1_000_000, Texts = 2 }));
    }

    [Fact]
    public async Task Savings_of_an_unknown_model_have_no_price()
    {
        var compression = new PromptCompression(new Halving(), new PromptCompressionOptions { Model = "unknown", TimeProvider = new ManualTimeProvider() });

        (await Letter.FillAsync(Values(("a", new string('x', 80)), ("b", "y")), compression)).Compression.Saved.Should().BeNull();
    }

    [Fact]
    public async Task A_text_that_did_not_become_shorter_goes_as_it_was()
    {
        var filled = await Letter.FillAsync(Values(("a", "xx"), ("b", "y")), Compression(new Answering(text => text + "!")));

        filled.Turn().Last().Should().Be("xx, y");
        filled.Compression.Should().Be(new PromptCompressionResult { Saved = 0 });
    }

    [Fact]
    public async Task A_failure_is_not_hidden()
    {
        var fill = () => Letter.FillAsync(Values(("a", "xx"), ("b", "y")), Compression(new Answering(_ => throw new IOException("No model."))));

        var failed = (await fill.Should().ThrowAsync<InvalidOperationException>()).Which;

        failed.Message.Should().Be("The compression of {a} of letter@3 failed: No model.");
        failed.InnerException.Should().BeOfType<IOException>();
    }

    [Fact]
    public async Task A_failure_that_is_to_be_borne_is_counted()
    {
        var compression = Compression(new Answering(_ => throw new IOException("No model.")), borne: true);

        var filled = await Letter.FillAsync(Values(("a", "xx"), ("b", "y")), compression);

        filled.Turn().Last().Should().Be("xx, y");
        compression.ByTag["prompt:letter@3"].Failures.Should().Be(1);
    }

    [Fact]
    public async Task Whoever_gives_up_is_not_told_of_a_failure()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var fill = () => Letter.FillAsync(Values(("a", "xx"), ("b", "y")), Compression(new Halving(), borne: true), gone.Token);

        await fill.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task The_limit_of_a_parameter_holds_for_what_is_sent()
    {
        var fill = () => Letter.FillAsync(Values(("a", new string('x', 82)), ("b", "y")), Compression(new Halving()));

        await fill.Should().ThrowAsync<ArgumentException>().WithMessage("letter@3: {a} takes at most 40 characters; these are 41.*");
    }

    private static PromptCompression Compression(IPromptCompressor compressor, bool borne = false) =>
        new(compressor, new PromptCompressionOptions { TimeProvider = new ManualTimeProvider(), SendUncompressedOnFailure = borne });

    private sealed class Halving : IPromptCompressor
    {
        public List<string> Asked { get; } = [];

        public Task<string> CompressAsync(string text, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Asked.Add(text);
            return Task.FromResult(text[..(text.Length / 2)]);
        }
    }

    private sealed class Answering(Func<string, string> answer) : IPromptCompressor
    {
        public Task<string> CompressAsync(string text, CancellationToken cancellationToken) => Task.FromResult(answer(text));
    }
}
