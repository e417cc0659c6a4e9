using PromptCaching.Messages;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Batching;

/// <summary>A run that goes on where an earlier one ended.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public CheckpointTests() => _file = _folder.File("run.jsonl");

    private GenerateManyOptions Options => new() { Checkpoint = _file, InOrder = true };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_finished_is_not_asked_again()
    {
        await new OwnClient().GenerateManyAsync(Questions.Numbered(4), Options).ListAsync();
        var client = new OwnClient();

        var results = await client.GenerateManyAsync(Questions.Numbered(6), Options).ListAsync();

        client.Asked.Should().Equal("q4", "q5");
        results.Select(static result => result.Message!.Text).Should().Equal("Re: q0", "Re: q1", "Re: q2", "Re: q3", "Re: q4", "Re: q5");
        results.Select(static result => result.IsRestored).Should().Equal(true, true, true, true, false, false);
    }

    [Fact]
    public async Task A_run_killed_at_any_byte_goes_on_with_every_whole_line()
    {
        await new OwnClient().GenerateManyAsync(Questions.Numbered(3), Options).ListAsync();
        var whole = await File.ReadAllBytesAsync(_file);
        var lines = whole.Select(static (value, at) => (value, at)).Where(static pair => pair.value == '\n').Select(static pair => pair.at).ToArray();
        for (var length = 0; length <= whole.Length; length++)
        {
            await File.WriteAllBytesAsync(_file, whole[..length]);
            var client = new OwnClient();
            var results = await client.GenerateManyAsync(Questions.Numbered(3), Options).ListAsync();

            var finished = Math.Max(0, lines.Count(end => end <= length) - 1);
            client.Asked.Should().HaveCount(3 - finished, "{0} of {1} bytes were written", length, whole.Length);
            results.Select(static result => result.Message!.Text).Should().Equal("Re: q0", "Re: q1", "Re: q2");
            (await File.ReadAllBytesAsync(_file)).Should().Equal(whole);
        }
    }

    [Fact]
    public async Task An_answer_comes_back_exactly_as_it_was_and_with_what_it_cost()
    {
        using var claude = new ManyUnderTest();
        var first = (await claude.Client.GenerateManyAsync(Questions.Numbered(1), Options).ListAsync()).Single();
        var reports = new Reports();
        var second = (await claude.Client.GenerateManyAsync(Questions.Numbered(1), Options with { Progress = reports }).ListAsync()).Single();

        Recordings.RoundTrip.Write(second.Message!).Should().Be(Recordings.RoundTrip.Write(first.Message!));
        second.Cost.Should().Be(first.Cost).And.BePositive();
        reports.All.Single().Should().BeEquivalentTo(new { Restored = 1L, Succeeded = 1L, Cost = 0m, RestoredCost = first.Cost });
        claude.Emulator.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task What_failed_is_tried_again()
    {
        var failing = new OwnClient(static (_, _) => throw new ClaudeException("Not now."));
        (await failing.GenerateManyAsync(Questions.Numbered(2), Options).ListAsync()).Should().OnlyContain(static result => result.Error != null);
        var client = new OwnClient();

        (await client.GenerateManyAsync(Questions.Numbered(2), Options).ListAsync()).Should().OnlyContain(static result => result.Error == null);
        client.Asked.Should().HaveCount(2);
    }

    [Fact]
    public async Task A_file_of_other_requests_gives_nothing_and_loses_nothing()
    {
        await new OwnClient().GenerateManyAsync([MessageRequest.From("q0", "Another system prompt.")], Options).ListAsync();
        var before = await File.ReadAllTextAsync(_file);
        var client = new OwnClient();

        await client.GenerateManyAsync(Questions.Numbered(1), Options).ListAsync();

        client.Asked.Should().ContainSingle();
        (await File.ReadAllTextAsync(_file)).Should().StartWith(before);
    }

    [Fact]
    public async Task The_id_and_the_scope_belong_to_the_question()
    {
        var request = MessageRequest.From("q");
        GenerateManyItem[] items =
        [
            new(request), new(request, ""), new(request, "a"), new(request, "b"), new(request, "a", new ClaudeCall { Scope = "s" }),
            new(request, "a", new ClaudeCall { Scope = "t" }),
        ];
        foreach (var item in items)
        {
            var client = new OwnClient();
            await client.GenerateManyAsync([item], Options).ListAsync();
            client.Asked.Should().ContainSingle();
        }
    }

    [Fact]
    public async Task The_same_question_asked_many_times_keeps_all_its_answers()
    {
        var number = 0;
        var first = new OwnClient((_, _) => Task.FromResult(OwnClient.Saying($"{number++}")));
        MessageRequest[] same = [.. Enumerable.Repeat(MessageRequest.From("A number?"), 3)];
        await first.GenerateManyAsync(same, Options).ListAsync();

        var again = await new OwnClient().GenerateManyAsync(same, Options).ListAsync();

        again.Select(static result => result.Message!.Text).Should().Equal("0", "1", "2");
    }

    [Fact]
    public async Task An_answer_of_another_default_model_is_no_answer()
    {
        using var emulator = new ClaudeEmulator();
        using var http = new HttpClient(emulator);
        foreach (var model in new[] { "claude-sonnet-5-5", "claude-opus-4-8" })
        {
            http.DefaultRequestHeaders.Clear();
            http.DefaultRequestHeaders.Add("x-api-key", "key");
            http.DefaultRequestHeaders.Add("anthropic-version", "2023-06-01");
            var client = new ClaudeClient(http, new ClaudeClientOptions { DefaultModel = model });

            var result = (await client.GenerateManyAsync(Questions.Numbered(1), Options).ListAsync()).Single();

            (result.IsRestored, result.GetMessageOrThrow().Model).Should().Be((false, model));
        }
    }

    [Theory]
    [InlineData("Dear diary,\ntoday it rained.\n")]
    [InlineData("Dear diary")]
    [InlineData("{\"checkpoint\":\"generate-many\",\"version\":2}\n")]
    [InlineData("{\"key\":\"a\"}\n")]
    public async Task A_file_that_is_something_else_is_refused_and_stays_as_it_is(string text)
    {
        await File.WriteAllTextAsync(_file, text);
        var run = () => new OwnClient().GenerateManyAsync(Questions.Numbered(1), Options).ListAsync();

        await run.Should().ThrowAsync<InvalidDataException>().WithMessage($"{_file}*not a checkpoint*");
        (await File.ReadAllTextAsync(_file)).Should().Be(text);
    }

    [Fact]
    public async Task A_spoilt_line_in_the_middle_is_asked_again_and_stays()
    {
        await new OwnClient().GenerateManyAsync(Questions.Numbered(3), Options).ListAsync();
        var lines = await File.ReadAllLinesAsync(_file);
        lines[2] = lines[2].Replace("Re: q1", "Re: q1\"", StringComparison.Ordinal);
        await File.WriteAllLinesAsync(_file, lines);
        var client = new OwnClient();

        var results = await client.GenerateManyAsync(Questions.Numbered(3), Options).ListAsync();

        client.Asked.Should().Equal("q1");
        results.Select(static result => result.Message!.Text).Should().Equal("Re: q0", "Re: q1", "Re: q2");
        (await File.ReadAllLinesAsync(_file)).Should().StartWith(lines).And.HaveCount(5);
    }

    [Fact]
    public async Task Two_runs_cannot_use_one_file_at_once()
    {
        await using var first = new OwnClient().GenerateManyAsync(Questions.Endless(static _ => { }), Options).GetAsyncEnumerator();
        await first.MoveNextAsync();
        var second = () => new OwnClient().GenerateManyAsync(Questions.Numbered(1), Options).ListAsync();

        await second.Should().ThrowAsync<IOException>();
    }

    [Fact]
    public async Task What_finishes_is_kept_even_if_nobody_looks_at_it()
    {
        await foreach (var _ in new OwnClient().GenerateManyAsync(Questions.Endless(static _ => { }), Options))
        {
            break;
        }

        var client = new OwnClient();
        await client.GenerateManyAsync(Questions.Numbered(3), Options).ListAsync();

        client.Asked.Should().BeEmpty("three were answered before the first was looked at");
    }

    [Fact]
    public async Task Only_its_owner_may_read_the_file()
    {
        await new OwnClient().GenerateManyAsync(Questions.Numbered(1), Options).ListAsync();

        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(_file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
