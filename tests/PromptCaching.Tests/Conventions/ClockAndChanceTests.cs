using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>Time, chance and ids are inputs, nothing sleeps, clients come from outside: in the library, its tests, its samples.</summary>
public sealed partial class ClockAndChanceTests
{
    private static readonly (string Name, Regex Pattern)[] _forbidden =
    [
        ("the wall clock", WallClock()),
        ("Stopwatch", StopwatchName()),
        ("Thread.Sleep", ThreadSleep()),
        ("Task.Delay without a provider", TaskDelay()),
        ("new HttpClient", NewHttpClient()),
        ("Random.Shared", RandomShared()),
        ("Guid.NewGuid", NewGuid()),
    ];

    private static readonly (string Name, string Folder, string Reason)[] _allowed =
    [
        ("new HttpClient", "tests/", "a test is the caller, who owns the client"),
        ("new HttpClient", "samples/", "a sample is the caller, who owns the client"),
        ("Stopwatch", "tests/PromptCaching.Benchmarks/", "its figures are ratios of times measured in one run"),
        ("Stopwatch", "tests/PromptCaching.Chaos/", "runs of several real processes use real time"),
    ];

    [Fact]
    public void Nothing_reads_a_clock_sleeps_or_rolls_dice_by_itself() =>
        Violations(SourceTree.Under("src", "samples", "tests")).Should().BeEmpty();

    [Theory]
    [InlineData("src/A.cs", "var now = DateTime.UtcNow;")]
    [InlineData("src/A.cs", "var now = System.DateTimeOffset.Now;")]
    [InlineData("src/A.cs", "var now = $\"{DateTime.UtcNow}\";")]
    [InlineData("tests/A.cs", "var now = DateTimeOffset.UtcNow;")]
    [InlineData("tests/A.cs", "var watch = Stopwatch.StartNew();")]
    [InlineData("samples/A.cs", "Thread.Sleep(10);")]
    [InlineData("tests/A.cs", "await Task.Delay(10);")]
    [InlineData("tests/A.cs", "await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);")]
    [InlineData("tests/A.cs", "await Task.Delay(Of(timeProvider), cancellationToken);")]
    [InlineData("src/A.cs", "var client = new HttpClient(handler);")]
    [InlineData("src/A.cs", "HttpClient client = new(handler);")]
    [InlineData("tests/A.cs", "var dice = Random.Shared;")]
    [InlineData("tests/A.cs", "var id = Guid.NewGuid();")]
    public void A_forbidden_source_is_found(string path, string code) => Violations([new(path, code)]).Should().ContainSingle();

    [Theory]
    [InlineData("src/A.cs", "var now = timeProvider.GetUtcNow(); // never DateTime.UtcNow")]
    [InlineData("src/A.cs", "await Task.Delay(TimeSpan.FromSeconds(1), timeProvider, cancellationToken);")]
    [InlineData("src/A.cs", "await Task.Delay(pace.Delay, pace.Clock, cancellationToken);")]
    [InlineData("tests/A.cs", "await Task.Delay(TimeSpan.FromSeconds(Of(1, 2)), _clock);")]
    [InlineData("tests/A.cs", "await Task.Delay(Timeout.Infinite, cancellationToken);")]
    [InlineData("tests/A.cs", "using var client = new HttpClient(server);")]
    [InlineData("tests/PromptCaching.Benchmarks/A.cs", "var watch = Stopwatch.StartNew();")]
    [InlineData("src/A.cs", "var text = \"Guid.NewGuid()\"; var random = new Random(seed);")]
    public void A_given_source_is_left_alone(string path, string code) => Violations([new(path, code)]).Should().BeEmpty();

    private static IEnumerable<string> Violations(IEnumerable<SourceFile> files) =>
        from file in files
        from forbidden in _forbidden
        where !_allowed.Any(a => a.Name == forbidden.Name && file.Path.StartsWith(a.Folder, StringComparison.Ordinal))
        from Match match in forbidden.Pattern.Matches(file.Code)
        select $"{file.Path}({file.LineOf(match.Index)}): {forbidden.Name}";

    [GeneratedRegex(@"\bDateTime(Offset)?\.(UtcNow|Now|Today)\b")]
    private static partial Regex WallClock();

    [GeneratedRegex(@"\bStopwatch\b")]
    private static partial Regex StopwatchName();

    [GeneratedRegex(@"\bThread\.Sleep\b")]
    private static partial Regex ThreadSleep();

    // The provider is the second argument and called so; a wait without end has no length that a clock could measure.
    [GeneratedRegex(
        @"\bTask\.Delay\s*\((?!\s*Timeout\.Infinite)" +
        @"(?!(?:[^(),]|(?<open>\()|(?<-open>\))|(?(open),|(?!)))+,\s*[\w.]*([Tt]ime|[Cc]lock|[Pp]rovider))")]
    private static partial Regex TaskDelay();

    [GeneratedRegex(@"\bnew\s+HttpClient\s*[({]|\bHttpClient\s+\w+\s*=\s*new\s*\(")]
    private static partial Regex NewHttpClient();

    [GeneratedRegex(@"\bRandom\.Shared\b")]
    private static partial Regex RandomShared();

    [GeneratedRegex(@"\bGuid\.(NewGuid|CreateVersion7)\b")]
    private static partial Regex NewGuid();
}
