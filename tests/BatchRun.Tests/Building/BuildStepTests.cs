using System.Text.Json;
using BatchRun.Building;
using BatchRun.Configuration;
using PromptCaching.Messages.Batches;

namespace BatchRun.Tests.Building;

public sealed class BuildStepTests : IDisposable
{
    private readonly Study _study = new();

    [Fact]
    public async Task The_manifest_round_trips()
    {
        var built = await _study.BuildAsync("marked");

        ManifestFile.Read(_study.Folder("marked").Manifest).Should().BeEquivalentTo(built);
    }

    [Fact]
    public async Task Every_item_is_asked_once_at_each_temperature_under_one_arm_and_arms_are_even()
    {
        _study.Configuration = _study.Configuration with
        {
            Temperatures = [0.5, 1.0],
            Providers = new Dictionary<string, ProviderConfiguration> { ["claude"] = new() { Model = "claude-haiku-4-5" } },
        };

        var names = (await ReadAsync(await _study.BuildAsync())).Select(static request => RequestName.Parse(request.CustomId)).ToList();

        names.Should().HaveCount(24).And.OnlyHaveUniqueItems();
        names.GroupBy(static name => (name.Temperature, name.Item)).Should().HaveCount(24);
        names.GroupBy(static name => name.Item).Should().OnlyContain(static item => item.Select(name => name.Arm).Distinct().Count() == 1);
        names.GroupBy(static name => name.Arm).Should().OnlyContain(static arm => arm.Count() == 12);
    }

    [Fact]
    public async Task Shards_are_as_large_as_they_may_be_and_the_same_study_gives_the_same_bytes()
    {
        var first = await _study.BuildAsync();
        var again = await _study.BuildAsync();

        first.Shards.Select(static shard => shard.Requests).Should().Equal(5, 5, 2);
        again.Should().BeEquivalentTo(first);
    }

    [Fact]
    public async Task A_shard_that_was_changed_is_not_sent()
    {
        var manifest = await _study.BuildAsync();
        await File.AppendAllTextAsync(_study.Folder().File(manifest.Shards[0].File), "\n");

        await this.Invoking(_ => ReadAsync(manifest)).Should().ThrowAsync<UsageException>().WithMessage("*shard-001.jsonl*");
    }

    [Theory]
    [InlineData("claude", 0)]
    [InlineData("plain", 0)]
    [InlineData("marked", 1)]
    public async Task Only_a_provider_that_marks_itself_has_breakpoints_in_its_shards(string provider, int markers)
    {
        var requests = await ReadAsync(await _study.BuildAsync(provider), provider);

        requests.Should().OnlyContain(request => Spelled(request).Split("cache_control", StringSplitOptions.None).Length - 1 == markers);
    }

    [Fact]
    public async Task A_provider_named_openai_gets_plain_strings_and_no_cache_control_whatever_it_asks_for()
    {
        var manifest = await _study.BuildAsync("openai");

        var lines = manifest.Shards.SelectMany(shard => File.ReadAllLines(_study.Folder("openai").File(shard.File))).ToList();
        lines.Should().HaveCount(12).And.NotContain(static line => line.Contains("cache_control", StringComparison.Ordinal));
        foreach (var line in lines)
        {
            using var json = JsonDocument.Parse(line);
            json.RootElement.GetProperty("url").GetString().Should().Be("/v1/chat/completions");
            json.RootElement.GetProperty("body").GetProperty("messages").EnumerateArray()
                .Should().HaveCount(2).And.OnlyContain(static message => message.GetProperty("content").ValueKind == JsonValueKind.String);
        }
    }

    [Fact]
    public async Task A_prompt_below_the_minimum_is_not_marked_and_the_manifest_says_so()
    {
        using var brief = new Study(systemWords: 20);

        var manifest = await brief.BuildAsync("marked");

        manifest.Arms.Should().OnlyContain(static arm => arm.IsBelowMinimum && arm.MinTokens == 512 && arm.PrefixTokens < 512);
        (await ReadAsync(manifest, "marked", brief)).Should()
            .NotContain(static request => Spelled(request).Contains("cache_control", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_temperature_that_the_model_does_not_take_is_refused_and_its_own_is_left_unsaid()
    {
        (await ReadAsync(await _study.BuildAsync())).Should().OnlyContain(static request => request.Params.Temperature == null);
        _study.Configuration = _study.Configuration with { Temperatures = [0.5] };

        await this.Invoking(_ => _study.BuildAsync()).Should().ThrowAsync<UsageException>().WithMessage("*no temperature but 1.0*");
    }

    public void Dispose() => _study.Dispose();

    private static string Spelled(MessageBatchRequest request) => JsonSerializer.Serialize(request);

    private async Task<List<MessageBatchRequest>> ReadAsync(Manifest manifest, string provider = "claude", Study? study = null)
    {
        var requests = new List<MessageBatchRequest>();
        foreach (var shard in manifest.Shards)
        {
            await foreach (var request in ShardFiles.ReadAsync((study ?? _study).Folder(provider), shard, CancellationToken.None))
            {
                requests.Add(request);
            }
        }

        return requests;
    }
}
