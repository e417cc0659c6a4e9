namespace QuickStart.Tests;

public sealed class DocumentRunTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Exactly_the_given_questions_are_asked_and_the_first_of_them_twice()
    {
        var result = await AskAsync("--question", "What colour is the lighthouse?", "--question", "@Who paints the lighthouse?");

        result.ExitCode.Should().Be(0, result.Error);
        result.Lines.Where(static line => line.EndsWith('?') && line.StartsWith("Question", StringComparison.Ordinal)).Should().Equal(
            "Question 1: What colour is the lighthouse?",
            "Question 2, streamed: @Who paints the lighthouse?",
            "Question 1, again: What colour is the lighthouse?");
    }

    [Fact]
    public async Task A_single_question_is_streamed_first_and_cached_then()
    {
        var result = await AskAsync("--question", "What colour is the lighthouse?");

        result.Row("1, streamed")[1].Should().Be("emulated API");
        result.Row("1, again")[1].Should().Be("response cache");
    }

    [Fact]
    public async Task Costs_of_a_model_without_prices_are_shown_as_unknown()
    {
        var result = await AskAsync("--question", "What colour is the lighthouse?", "--model", "claude-of-tomorrow");

        result.ExitCode.Should().Be(0, result.Error);
        result.Row("total")[^1].Should().Be("?");
        result.Output.Should().Contain("has no prices for this model");
    }

    [Fact]
    public async Task Text_out_of_a_document_cannot_steer_the_terminal()
    {
        var result = await AskAsync("--question", "Which sentence hides the escape?");

        result.Output.Should().Contain("hides the escape").And.NotContain("\u001b");
    }

    private Task<QuickStartResult> AskAsync(params string[] arguments) => QuickStartProcess.RunAsync(
    [
        "--document",
        _folder.Write("story.txt", "The lighthouse is painted white and red. A keeper paints the lighthouse.\nThis sentence \u001b[2J hides the escape."),
        .. arguments,
    ]);
}
