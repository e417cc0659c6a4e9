namespace QuickStart.Tests;

public sealed class ArgumentsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Help_is_printed_on_demand()
    {
        var result = await QuickStartProcess.RunAsync("--help");

        result.ExitCode.Should().Be(0);
        result.Output.Should().ContainAll("--document", "--question", "--model", "ANTHROPIC_API_KEY");
    }

    [Theory]
    [InlineData("'--colour'", "--colour")]
    [InlineData("'extra'", "extra")]
    [InlineData("--document", "--question", "Why?")]
    [InlineData("--question", "--document", "text.txt")]
    [InlineData("'--document'", "--document")]
    [InlineData("'--question'", "--document", "text.txt", "--question")]
    [InlineData("'--document'", "--document", "a.txt", "--document", "b.txt", "--question", "Why?")]
    [InlineData("--question is empty", "--document", "text.txt", "--question", " ")]
    [InlineData("--document is empty", "--document", "", "--question", "Why?")]
    [InlineData("--model is empty", "--model", "")]
    public async Task Bad_arguments_end_with_one_sentence_that_names_them(string sentence, params string[] arguments) =>
        ShouldBeRefused(await QuickStartProcess.RunAsync(arguments), sentence);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n\n ")]
    public async Task A_document_without_text_ends_with_one_sentence(string text) =>
        ShouldBeRefused(await AskAsync(_folder.Write("empty.txt", text)), "empty.txt' is empty");

    [Fact]
    public async Task A_missing_document_ends_with_one_sentence() =>
        ShouldBeRefused(await AskAsync(Path.Combine(_folder.Path, "nowhere", "missing.txt")), "missing.txt' does not exist");

    [Fact]
    public async Task A_directory_is_no_document() => ShouldBeRefused(await AskAsync(_folder.Path), "is a directory");

    [Fact]
    public async Task A_binary_file_is_no_document() =>
        ShouldBeRefused(await AskAsync(_folder.Write("picture.bin", "PNG\0\0\0")), "picture.bin' is not a text file");

    [Fact]
    public async Task A_wrong_setting_ends_with_one_sentence() =>
        ShouldBeRefused(await QuickStartProcess.RunAsync([], [("ANTHROPIC_BASE_URL", "nowhere")]), "ANTHROPIC_BASE_URL is 'nowhere'");

    [Fact]
    public async Task Outside_of_the_repository_it_asks_for_a_document()
    {
        foreach (var file in Directory.EnumerateFiles(QuickStartProcess.Folder))
        {
            File.Copy(file, Path.Combine(_folder.Path, Path.GetFileName(file)));
        }

        ShouldBeRefused(await QuickStartProcess.RunAsync([], [], _folder.Path), "PromptCaching.sln");
    }

    private static Task<QuickStartResult> AskAsync(string document) => QuickStartProcess.RunAsync("--document", document, "--question", "Why?");

    private static void ShouldBeRefused(QuickStartResult result, string sentence)
    {
        result.ErrorLines.Should().ContainSingle().Which.Should().Contain(sentence).And.EndWith(".");
        (result.ExitCode, result.Output).Should().Be((2, ""));
    }
}
