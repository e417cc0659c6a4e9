using PromptCaching.CacheControl;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Linting;

/// <summary>Parameters that are rendered into the prompt, each with its default and with the level that it changes.</summary>
public sealed class ParameterDriftTests
{
    [Theory]
    [InlineData("\"model\":\"a\"", "\"model\":\"b\"", PrefixDriftKind.Model, "model", "was a and is now b")]
    [InlineData("", "\"model\":\"b\"", PrefixDriftKind.Model, "model", "has changed")]
    [InlineData("\"model\":\"b\"", "", PrefixDriftKind.Model, "model", "has changed")]
    [InlineData("", "\"speed\":\"fast\"", PrefixDriftKind.Parameter, "speed", "was standard and is now fast")]
    [InlineData("", "\"tool_choice\":{\"type\":\"tool\",\"name\":\"t\"}", PrefixDriftKind.Parameter, "tool_choice", "was auto and is now tool t")]
    [InlineData("", "\"tool_choice\":{\"disable_parallel_tool_use\":true}", PrefixDriftKind.Parameter, "tool_choice", "was auto and is now auto (one at a time)")]
    [InlineData("\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":true}", "\"tool_choice\":{\"type\":\"none\"}", PrefixDriftKind.Parameter, "tool_choice", "was any (one at a time) and is now none")]
    [InlineData("", "\"thinking\":{\"type\":\"adaptive\"}", PrefixDriftKind.Parameter, "thinking", "was unset and is now adaptive")]
    [InlineData("\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":1024}", "\"thinking\":{\"type\":\"enabled\",\"budget_tokens\":2048}", PrefixDriftKind.Parameter, "thinking", "was enabled 1024 and is now enabled 2048")]
    [InlineData("\"model\":\"m\"", "\"model\":\"m\",\"output_config\":{\"effort\":\"medium\"}", PrefixDriftKind.Parameter, "output_config.effort", "was high and is now medium")]
    [InlineData("\"model\":\"claude-opus-5-5\"", "\"model\":\"claude-opus-5-5\",\"output_config\":{\"effort\":\"high\"}", PrefixDriftKind.Parameter, "output_config.effort", "was medium and is now high")]
    [InlineData("\"model\":\"claude-haiku-5-5\"", "\"model\":\"claude-haiku-5-5\",\"output_config\":{\"effort\":\"high\"}", PrefixDriftKind.Parameter, "output_config.effort", "was medium and is now high")]
    [InlineData("\"output_config\":{\"format\":{\"a\":1}}", "\"output_config\":{\"format\":{\"a\":2}}", PrefixDriftKind.Parameter, "output_config.format", "was {\"a\":1} and is now {\"a\":2}")]
    [InlineData("\"output_format\":[1,true]", "\"output_format\":[1,\"x\"]", PrefixDriftKind.Parameter, "output_config.format", "was [1,true] and is now [1,\"x\"]")]
    [InlineData("\"output_config\":{\"task_budget\":{\"n\":1}}", "\"output_config\":{\"task_budget\":{\"n\":2,\"m\":[]}}", PrefixDriftKind.Parameter, "output_config.task_budget", "was {\"n\":1} and is now {\"n\":2,\"m\":[]}")]
    public void A_change_is_told_with_both_values(string before, string now, PrefixDriftKind kind, string place, string difference)
    {
        var drift = Drift(before, now).Should().ContainSingle().Subject;

        (drift.Kind, drift.Place, drift.Difference).Should().Be((kind, place, difference));
    }

    [Theory]
    [InlineData("\"model\":\"claude-opus-5-5\"", "\"model\":\"claude-opus-5-5\",\"output_config\":{\"effort\":\"medium\"}")]
    [InlineData("\"model\":\"m\"", "\"model\":\"m\",\"output_config\":{\"effort\":\"high\"}")]
    [InlineData("\"tool_choice\":{\"type\":\"any\"}", "\"tool_choice\":{\"type\":\"any\",\"disable_parallel_tool_use\":false}")]
    [InlineData("\"output_format\":{\"a\":1}", "\"output_config\":{\"format\":{\"a\":1}}")]
    public void A_default_that_is_said_is_no_change(string before, string now) => Drift(before, now).Should().BeEmpty();

    [Theory]
    [InlineData(40, "was a and is now ")]
    [InlineData(41, "has changed")]
    public void A_value_of_more_than_forty_characters_is_not_quoted(int length, string beginning)
    {
        var name = new string('b', length);

        Drift("\"model\":\"a\"", $"\"model\":\"{name}\"").Single().Difference.Should().Be(length == 40 ? beginning + name : beginning);
        Drift($"\"model\":\"{name}\"", "\"model\":\"a\"").Single().Difference.Should().StartWith(length == 40 ? "was b" : beginning);
    }

    [Theory]
    [InlineData("""{"type":"image"}""", "images", "was absent and is now present")]
    [InlineData("""{"type":"document","citations":{"enabled":true}}""", "citations", "was absent and is now present")]
    [InlineData("""{"type":"search_result","citations":{"enabled":true}}""", "citations", "was absent and is now present")]
    [InlineData("""{"type":"document","citations":{"enabled":false}}""", null, null)]
    [InlineData("""{"type":"text","text":"x","citations":{"enabled":true}}""", null, null)]
    [InlineData("""{"type":"document","source":{"type":"content","content":[{"type":"image"}]}}""", "images", "was absent and is now present")]
    public void Pictures_and_citations_count_by_being_there(string block, string? place, string? difference)
    {
        const string Question = """{"role":"user","content":"q"}""";

        var drift = Drift($$"""{"messages":[{{Question}}]}""", $$"""{"messages":[{{Question}},{"role":"user","content":[{{block}}]}]}""", whole: true).SingleOrDefault();

        (drift?.Place, drift?.Difference).Should().Be((place, difference));
    }

    [Fact]
    public void Each_stands_before_the_level_that_it_changes()
    {
        const string Rest = """ "tools":[{"name":"T"}],"system":[{"type":"text","text":"S"}],"messages":[{"role":"user","content":"q"}]}""";
        string With(string before, string tool, string system) => $"{{{before},{Rest}".Replace("T", tool, StringComparison.Ordinal).Replace("S", system, StringComparison.Ordinal);

        Place(With("\"model\":\"a\"", "t", "s"), With("\"model\":\"b\"", "u", "s")).Should().Be("model");
        Place(With("\"speed\":\"fast\"", "t", "s"), With("\"speed\":\"standard\"", "u", "s")).Should().Be("tools.0");
        Place(With("\"speed\":\"fast\"", "t", "s"), With("\"speed\":\"standard\"", "t", "z")).Should().Be("speed");
        Place(With("\"thinking\":{}", "t", "s"), With("\"top_k\":1", "t", "z")).Should().Be("system.0.text");
        Place(With("\"thinking\":{}", "t", "s"), With("\"top_k\":1", "t", "s")).Should().Be("thinking");
    }

    private static string Place(string before, string now) => Drift(before, now, whole: true).Single().Place;

    private static IReadOnlyList<PrefixDrift> Drift(string before, string now, bool whole = false)
    {
        string Body(string member) => whole ? member : $$"""{{{member}}{{(member.Length > 0 ? "," : "")}}"messages":[{"role":"user","content":"q"}]}""";
        return PrefixLint.FindDrift(Body(before).Utf8(), Body(now).Utf8());
    }
}
