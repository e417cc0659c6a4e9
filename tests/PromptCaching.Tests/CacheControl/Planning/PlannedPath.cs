using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Planning;

/// <summary>A request with two tools, two blocks of system prompt and two of a question, and what a caller may set in it.</summary>
internal sealed class PlannedPath
{
    public const string Five = ""","cache_control":{"type":"ephemeral"}""";
    public const string Hour = ""","cache_control":{"type":"ephemeral","ttl":"1h"}""";

    public PlannedPath(string body)
    {
        Outline = RequestOutline.Of(body.Utf8())!;
        Path = PromptPath.Of(Outline, isolation: 1);
        Callers = CallerMarkers.Of(Outline, Path.Steps);
    }

    public RequestOutline Outline { get; }

    public PromptPath Path { get; }

    public CallerMarkers Callers { get; }

    public static PlannedPath With(string tool = "", string system = "", string question = "", string request = "") => new($$"""
        {{{request}}"model":"m","tools":[{"name":"a"},{"name":"b"{{tool}}}],"system":[{"type":"text","text":"one"},{"type":"text","text":"two"{{system}}}],
         "messages":[{"role":"user","content":[{"type":"text","text":"doc"{{question}}},{"type":"text","text":"why"}]}]}
        """);

    /// <summary>One message of so many blocks.</summary>
    public static PlannedPath Blocks(int count, Func<int, string>? more = null) => new(
        $$"""{"model":"m","messages":[{"role":"user","content":[{{string.Join(',', Enumerable.Range(0, count).Select(index => $$"""{"type":"text","text":"{{index}}"{{more?.Invoke(index)}}}"""))}}]}]}""");

    public static Candidate Candidate(int step, BoundaryKind kind, double tokens, double odds, PrefixState state = PrefixState.Cold) =>
        Candidate(step, kind, tokens, new ReuseOdds(odds, odds, odds), state);

    public static Candidate Candidate(int step, BoundaryKind kind, double tokens, ReuseOdds odds, PrefixState state = PrefixState.Cold) =>
        new(step, kind, tokens, state, new ReuseProspect(odds, [new ReuseStage(odds, 1)]), 0);

    public static string Say(BreakpointPlan plan) =>
        string.Join(", ", plan.Breakpoints.Select(breakpoint => $"{breakpoint.Step} {(breakpoint.IsOneHour ? "1h" : "5m")} {breakpoint.Reason}"));
}
