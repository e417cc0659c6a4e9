using System.Text.Json;
using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Tests.Sanitising;

/// <summary>Writes down hostile answers and what is left of them, for a browser to have the last word: <c>.ci/sanitiser-browser</c>.</summary>
public sealed class BrowserCorpusTests
{
    private const string File = "SANITISED_ANSWERS";
    private const int Answers = 10_000;

    [Fact]
    public async Task Hostile_answers_are_written_down_for_a_browser()
    {
        var path = Environment.GetEnvironmentVariable(File);
        var hostile = new HostileMarkup(seed: 20261121);
        var sanitiser = new HtmlSanitiser();
        await using var output = path is null ? TextWriter.Null : new StreamWriter(path);
        string[] answers = [.. KnownVectors.All, .. Enumerable.Range(0, path is null ? 20 : Answers).Select(_ => hostile.Next())];
        foreach (var line in answers.AsParallel().AsOrdered().Select(answer => JsonSerializer.Serialize(new { hostile = answer, sanitised = sanitiser.Sanitise(answer).Text })))
        {
            await output.WriteLineAsync(line);
        }

        answers.Should().HaveCountGreaterThan(KnownVectors.All.Length);
    }
}
