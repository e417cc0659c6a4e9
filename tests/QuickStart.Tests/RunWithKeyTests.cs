using PromptCaching.Testing;

namespace QuickStart.Tests;

/// <summary>With a key the program talks to the API: here to a server on this machine that stands in for it.</summary>
public sealed class RunWithKeyTests : IDisposable
{
    private const string Key = "sk-ant-not-a-real-key-4711";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_questions_arrive_at_the_api_with_the_key_and_none_is_asked_twice()
    {
        await using var api = await LoopbackApi.StartAsync();

        var result = await QuickStartProcess.RunAsync([], To(api));

        result.ExitCode.Should().Be(0, result.Error);
        api.Emulator.Calls.Should().HaveCount(4).And.OnlyContain(static call => call.Status == 200 && call.Headers["x-api-key"].Single() == Key);
        result.Row("1")[1].Should().Be("API");
        result.Row("1, again")[1].Should().Be("response cache");
    }

    [Fact]
    public async Task Neither_the_emulator_nor_the_key_is_mentioned()
    {
        await using var api = await LoopbackApi.StartAsync();

        var result = await QuickStartProcess.RunAsync(Lighthouse(), To(api));

        (result.Output + result.Error).Should().NotContainEquivalentOf("emulat").And.NotContain(Key).And.NotContain("not-a-real-key");
        result.Lines.Should().OnlyContain(static line => line.Length <= 110);
        result.Output.Should().Contain("the answers come from the API").And.Contain("cost without caching is arithmetic");
    }

    [Fact]
    public async Task A_stream_is_on_the_screen_before_the_rest_of_it_has_come()
    {
        var seen = new TaskCompletionSource();
        await using var api = await LoopbackApi.StartAsync();
        api.StreamsGoOn = seen.Task;
        using var program = QuickStartProcess.Start(Lighthouse(), To(api));

        var early = await program.ReadUntilAsync("You asked");
        seen.SetResult();
        var result = await program.ReadToEndAsync();

        early.Should().EndWith("You asked");
        result.ExitCode.Should().Be(0, result.Error);
        result.Output.Should().Contain("painted white");
    }

    [Fact]
    public async Task A_run_that_is_interrupted_in_the_middle_of_a_stream_ends_and_says_so()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // There is no such signal.
        }

        await using var api = await LoopbackApi.StartAsync();
        api.StreamsGoOn = new TaskCompletionSource().Task;
        using var program = QuickStartProcess.Start(Lighthouse(), To(api));

        await program.ReadUntilAsync("You asked");
        program.Interrupt();
        var result = await program.ReadToEndAsync();

        result.ErrorLines.Should().Equal("Cancelled.");
        result.ExitCode.Should().Be(130);
    }

    [Fact]
    public async Task A_refused_key_ends_with_one_sentence_that_does_not_show_it()
    {
        var emulator = new ClaudeEmulator(new ClaudeEmulatorOptions { Answer = static _ => EmulatedAnswer.Error(401, "authentication_error", "invalid x-api-key") });
        await using var api = await LoopbackApi.StartAsync(emulator);

        var result = await QuickStartProcess.RunAsync(Lighthouse(), To(api));

        result.ExitCode.Should().Be(1);
        result.ErrorLines.Should().ContainSingle().Which.Should().Contain("invalid x-api-key").And.NotContain(Key);
    }

    [Fact]
    public async Task A_key_that_was_copied_with_a_blank_is_refused_without_showing_it()
    {
        var result = await QuickStartProcess.RunAsync([], [("ANTHROPIC_API_KEY", "not-a-real key")]);

        result.ExitCode.Should().Be(2);
        result.ErrorLines.Should().ContainSingle().Which.Should().Contain("white space").And.NotContain("not-a-real");
    }

    private string[] Lighthouse() =>
        ["--document", _folder.Write("story.txt", "The lighthouse is painted white and red."), "--question", "What colour is the lighthouse?"];

    private static (string Name, string Value)[] To(LoopbackApi api) => [("ANTHROPIC_API_KEY", Key), ("ANTHROPIC_BASE_URL", api.Address)];
}
