using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>The judge judged: each kind of harm that a planner could do is found, and nothing else is.</summary>
public sealed class WrongPlannersTests
{
    private const string Mark = ",\"cache_control\":{\"type\":\"ephemeral\"}";
    private const string MarkForAnHour = ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

    private const string Body = """
        {"model":"claude-opus-4-8","max_tokens":16,"tools":[{"name":"a","input_schema":{"type":"object"}},
        {"name":"b","input_schema":{"type":"object"},"defer_loading":true}],"system":"Be brief.",
        "messages":[{"role":"user","content":[{"type":"text","text":"q"},{"type":"text","text":"r"},
        {"type":"text","text":"s"},{"type":"text","text":"t"},{"type":"text","text":"u"}]},
        {"role":"assistant","content":[{"type":"thinking","thinking":"h","signature":"c2ln"},
        {"type":"tool_use","id":"t1","name":"a","input":{"n":1.50,"o":{"p":1 }}}]},
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"\u0061"}]}]},
        {"role":"system","content":[{"type":"text","text":"now"}]}]}
        """;

    public static TheoryData<string, string, string> Harm => new()
    {
        { "\"signature\":\"c2ln\"", "\"signature\":\"c2ln\"" + Mark, nameof(Finding.RefusedBecauseOfUs) },
        { "\"defer_loading\":true", "\"defer_loading\":true" + Mark, nameof(Finding.RefusedBecauseOfUs) },
        { "\"text\":\"now\"", "\"text\":\"now\"" + Mark + Mark, nameof(Finding.RefusedBecauseOfUs) },
        { "\"role\":\"system\"", "\"role\":\"system\"" + Mark, nameof(Finding.RefusedBecauseOfUs) },
        { "\"text\":\"now\"", "\"text\":\"now\",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"2h\"}", nameof(Finding.RefusedBecauseOfUs) },
        { "1.50", "1.5", nameof(Finding.BytesChanged) },
        { "\\u0061", "a", nameof(Finding.BytesChanged) },
        { "\"p\":1 }", "\"p\":1}", nameof(Finding.BytesChanged) },
        { "\"p\":1 }", "\"p\":1 " + Mark + "}", nameof(Finding.BytesChanged) },
        { "{\"type\":\"object\"},\"defer", "{\"type\":\"object\"" + Mark + "},\"defer", nameof(Finding.BytesChanged) },
        { "\"Be brief.\"", "[{\"type\":\"text\",\"text\":\"Be brief\"" + Mark + "}]", nameof(Finding.BytesChanged) },
        { "\"Be brief.\"", "[{\"type\":\"text\",\"text\":\"Be brief.\"}]", nameof(Finding.BytesChanged) },
        { "{\"type\":\"text\",\"text\":\"r\"},", "", nameof(Finding.BytesChanged) },
        { "\"role\":\"user\",\"content\":[{\"type\":\"tool", "\"content\":[{\"type\":\"tool", nameof(Finding.RefusedBecauseOfUs) },
        { "{\"model\":", "{ \"model\":", nameof(Finding.BytesChanged) },
    };

    public static TheoryData<string, string> Markings => new()
    {
        { "\"text\":\"u\"", "\"text\":\"u\"" + Mark },
        { "\"text\":\"u\"", "\"text\":\"u\"" + MarkForAnHour },
        { "\"Be brief.\"", "[{\"type\":\"text\",\"text\":\"Be brief.\"" + Mark + "}]" },
        { "{\"type\":\"text\",\"text\":\"\\u0061\"}]", "{\"type\":\"text\",\"text\":\"\\u0061\"}]" + Mark },
        { "{\"type\":\"object\"}}", "{\"type\":\"object\"}" + Mark + "}" },
    };

    [Theory]
    [MemberData(nameof(Harm))]
    public async Task Harm_is_found(string before, string after, string finding) =>
        (await JudgeAsync(body => Replaced(body, before, after))).Finding.ToString().Should().Be(finding);

    [Theory]
    [MemberData(nameof(Markings))]
    public async Task A_marker_in_its_place_is_fine(string before, string after) =>
        (await JudgeAsync(body => Replaced(body, before, after))).Should().Be(new Judgement(Finding.Sound, 1));

    [Fact]
    public async Task A_fifth_marker_is_found() =>
        (await JudgeAsync(body => "qrstu".Aggregate(body, (marked, text) => Replaced(marked, $"\"text\":\"{text}\"", $"\"text\":\"{text}\"{Mark}"))))
            .Details.Should().Contain("A maximum of 4 blocks with cache_control may be provided. Found 5.");

    [Fact]
    public async Task An_hour_after_five_minutes_is_found() =>
        (await JudgeAsync(body => Replaced(Replaced(body, "\"text\":\"q\"", "\"text\":\"q\"" + Mark), "\"text\":\"t\"", "\"text\":\"t\"" + MarkForAnHour)))
            .Details.Should().Contain("must not come after a ttl='5m'");

    [Fact]
    public async Task A_request_that_is_refused_anyway_is_nobodys_fault() =>
        (await JudgeAsync(body => body, Replaced(Body, "claude-opus-4-8", ""))).Finding.Should().Be(Finding.RefusedAnyway);



    private static string Replaced(string body, string before, string after)
    {
        body.Split(before).Should().HaveCount(2, "{0} stands there once", before);
        return body.Replace(before, after, StringComparison.Ordinal);
    }

    private static async Task<Judgement> JudgeAsync(Func<string, string> change, string? body = null)
    {
        using var judge = PlanJudge.Of(server => new ChangesBodies(server, change));
        return await judge.JudgeAsync(new GeneratedRequest(TimeSpan.Zero, "2023-06-01", null, (body ?? Body).Utf8()), CancellationToken.None);
    }

    private sealed class ChangesBodies(HttpMessageHandler server, Func<string, string> change) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            request.Content = new ByteArrayContent(change(body).Utf8()) { Headers = { ContentType = new("application/json") } };
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
