using PromptCaching.ResponseCaching;

namespace PromptCaching.Tests.ResponseCaching;

public sealed class ResponseCachingOptionsTests
{
    private static readonly TimeSpan _tick = TimeSpan.FromTicks(1);

    [Fact]
    public void By_default_answers_are_kept_for_an_hour_and_in_64_megabytes()
    {
        new ResponseCachingOptions().Should().BeEquivalentTo(new
        {
            Enabled = true, TimeToLive = TimeSpan.FromHours(1), MaxBytes = 67_108_864L, Directory = (string?)null, DirectoryMaxBytes = 524_288_000L,
            DirectoryMaxAge = TimeSpan.FromDays(30), MaxAnswerBytes = 8_388_608, KeyPrefix = "llm:", CompressionThreshold = 4096,
            StoreTimeout = TimeSpan.FromMilliseconds(250), StoreToolUse = false, StoreLiveTools = false, FreshMessageIds = false, OnlyWithoutSampling = false,
            AlternativeAnswers = 1, InProcessTimeToLive = (TimeSpan?)null, StaleIfOverloaded = TimeSpan.Zero, ReplayChunkSize = 20, ReplayDelay = TimeSpan.Zero,
            ShareAcrossUsers = false, NormalizeWhitespace = false, Secret = (string?)null,
        });
        Failures(static _ => { }).Should().BeEmpty();
        new SimilarAnswersOptions().Should().BeEquivalentTo(new { Threshold = 0.95, MaxEntries = 10_000, EmbeddingTimeout = TimeSpan.FromSeconds(1) });
    }

    public static TheoryData<string, Action<ResponseCachingOptions>> Bounds => new()
    {
        { "least", static options =>
        {
            (options.TimeToLive, options.MaxBytes, options.DirectoryMaxBytes, options.DirectoryMaxAge) = (TimeSpan.FromSeconds(1), 1024, 1024, TimeSpan.FromSeconds(1));
            (options.MaxAnswerBytes, options.CompressionThreshold, options.StoreTimeout, options.AlternativeAnswers) = (1024, 0, TimeSpan.FromMilliseconds(1), 1);
            (options.InProcessTimeToLive, options.StaleIfOverloaded, options.ReplayChunkSize, options.ReplayDelay) = (TimeSpan.Zero, TimeSpan.Zero, 1, TimeSpan.Zero);
            (options.KeyPrefix, options.Secret, options.PreviousSecrets) = ("", new string('s', 16), [new string('p', 16)]);
        } },
        { "most", static options =>
        {
            (options.TimeToLive, options.MaxBytes, options.DirectoryMaxBytes, options.DirectoryMaxAge) = (TimeSpan.FromDays(365), 1L << 40, 1L << 50, TimeSpan.FromDays(3650));
            (options.MaxAnswerBytes, options.CompressionThreshold, options.StoreTimeout, options.AlternativeAnswers) = (1 << 30, int.MaxValue, TimeSpan.FromMinutes(1), 100);
            (options.InProcessTimeToLive, options.StaleIfOverloaded, options.ReplayChunkSize, options.ReplayDelay) =
                (TimeSpan.FromDays(365), TimeSpan.FromDays(30), 1_000_000, TimeSpan.FromSeconds(10));
        } },
    };

    [Theory]
    [MemberData(nameof(Bounds))]
    public void Values_at_their_bounds_are_taken(string bound, Action<ResponseCachingOptions> change) => Failures(change).Should().BeEmpty(bound);

    public static TheoryData<string, Action<ResponseCachingOptions>> Beyond => new()
    {
        { "TimeToLive is 00:00:00.9999999; set it between 00:00:01 and 365.00:00:00.", static options => options.TimeToLive = TimeSpan.FromSeconds(1) - _tick },
        { "TimeToLive is 365.00:00:00.0000001; set it between 00:00:01 and 365.00:00:00.", static options => options.TimeToLive = TimeSpan.FromDays(365) + _tick },
        { "MaxBytes is 1023; set it between 1024 and 1099511627776.", static options => options.MaxBytes = 1023 },
        { "MaxBytes is 1099511627777; set it between 1024 and 1099511627776.", static options => options.MaxBytes = (1L << 40) + 1 },
        { "DirectoryMaxBytes is 1023; set it between 1024 and 1125899906842624.", static options => options.DirectoryMaxBytes = 1023 },
        { "DirectoryMaxBytes is 1125899906842625; set it between 1024 and 1125899906842624.", static options => options.DirectoryMaxBytes = (1L << 50) + 1 },
        { "DirectoryMaxAge is 00:00:00; set it between 00:00:01 and 3650.00:00:00.", static options => options.DirectoryMaxAge = default },
        { "DirectoryMaxAge is 3650.00:00:00.0000001; set it between 00:00:01 and 3650.00:00:00.", static options => options.DirectoryMaxAge = TimeSpan.FromDays(3650) + _tick },
        { "MaxAnswerBytes is 1023; set it between 1024 and 1073741824.", static options => options.MaxAnswerBytes = 1023 },
        { "MaxAnswerBytes is 1073741825; set it between 1024 and 1073741824.", static options => options.MaxAnswerBytes = (1 << 30) + 1 },
        { "CompressionThreshold is -1; set it between 0 and 2147483647.", static options => options.CompressionThreshold = -1 },
        { "StoreTimeout is 00:00:00; set it between 00:00:00.0010000 and 00:01:00.", static options => options.StoreTimeout = default },
        { "StoreTimeout is 00:01:00.0000001; set it between 00:00:00.0010000 and 00:01:00.", static options => options.StoreTimeout = TimeSpan.FromMinutes(1) + _tick },
        { "AlternativeAnswers is 0; set it between 1 and 100.", static options => options.AlternativeAnswers = 0 },
        { "AlternativeAnswers is 101; set it between 1 and 100.", static options => options.AlternativeAnswers = 101 },
        { "InProcessTimeToLive is -00:00:00.0000001; set it between 00:00:00 and 365.00:00:00.", static options => options.InProcessTimeToLive = -_tick },
        { "InProcessTimeToLive is 365.00:00:00.0000001; set it between 00:00:00 and 365.00:00:00.", static options => options.InProcessTimeToLive = TimeSpan.FromDays(365) + _tick },
        { "StaleIfOverloaded is -00:00:00.0000001; set it between 00:00:00 and 30.00:00:00.", static options => options.StaleIfOverloaded = -_tick },
        { "StaleIfOverloaded is 30.00:00:00.0000001; set it between 00:00:00 and 30.00:00:00.", static options => options.StaleIfOverloaded = TimeSpan.FromDays(30) + _tick },
        { "ReplayChunkSize is 0; set it between 1 and 1000000.", static options => options.ReplayChunkSize = 0 },
        { "ReplayChunkSize is 1000001; set it between 1 and 1000000.", static options => options.ReplayChunkSize = 1_000_001 },
        { "ReplayDelay is -00:00:00.0000001; set it between 00:00:00 and 00:00:10.", static options => options.ReplayDelay = -_tick },
        { "ReplayDelay is 00:00:10.0000001; set it between 00:00:00 and 00:00:10.", static options => options.ReplayDelay = TimeSpan.FromSeconds(10) + _tick },
        { "KeyHeaders names X-Api-Key, which tells whose call it is; set ClaudeCall.Scope to share or part answers.", static options => options.KeyHeaders = ["a", "X-Api-Key"] },
        { "KeyHeaders names authorization, which tells whose call it is; set ClaudeCall.Scope to share or part answers.", static options => options.KeyHeaders = ["authorization"] },
        { "PreviousSecrets holds one of fewer than 16 characters; no secret ever had so few.", static options => options.PreviousSecrets = [new string('p', 16), new string('p', 15)] },
        { "KeyPrefix is null; set a text, or an empty one for none.", static options => options.KeyPrefix = null! },
        { "Secret has 15 characters; set at least 16, or none to derive it from the API key.", static options => options.Secret = new string('s', 15) },
    };

    [Theory]
    [MemberData(nameof(Beyond))]
    public void Values_beyond_their_bounds_are_refused_with_what_to_set(string problem, Action<ResponseCachingOptions> change) =>
        Failures(change).Should().Equal("Claude:ResponseCaching:" + problem);

    [Fact]
    public void A_key_of_the_wrong_length_is_refused_by_name() =>
        Failures(static options => options.EncryptionKeys = ["c2hvcnQ="]).Should().ContainSingle().Which.Should()
            .StartWith("Claude:ResponseCaching:EncryptionKeys ").And.NotBe("Claude:ResponseCaching:EncryptionKeys ");

    [Fact]
    public void A_path_that_cannot_be_a_directory_is_refused_and_one_that_can_is_made()
    {
        var folder = Directory.CreateTempSubdirectory("answers");
        try
        {
            var (file, place) = (Path.Combine(folder.FullName, "file"), Path.Combine(folder.FullName, "place"));
            File.WriteAllText(file, "in the way");
            Failures(options => options.Directory = file).Should().ContainSingle().Which.Should()
                .StartWith($"Claude:ResponseCaching:Directory is '{file}', which cannot be made a directory (")
                .And.EndWith("); set another path, or none to store answers elsewhere.");
            Failures(options => options.Directory = place).Should().BeEmpty();
            Directory.Exists(place).Should().BeTrue();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Similar_answers_have_bounds_of_their_own()
    {
        SimilarFailures(static options => (options.Threshold, options.MaxEntries, options.EmbeddingTimeout) = (0.5, 1, TimeSpan.FromMilliseconds(1))).Should().BeEmpty();
        SimilarFailures(static options => (options.Threshold, options.MaxEntries, options.EmbeddingTimeout) = (1, 1_000_000, TimeSpan.FromMinutes(1))).Should().BeEmpty();
        SimilarFailures(static options => (options.Threshold, options.MaxEntries, options.EmbeddingTimeout) = (0.49, 0, TimeSpan.Zero)).Should().Equal(
            "Claude:SimilarAnswers:Threshold is 0.49; set it between 0.5 and 1.",
            "Claude:SimilarAnswers:MaxEntries is 0; set it between 1 and 1000000.",
            "Claude:SimilarAnswers:EmbeddingTimeout is 00:00:00; set it between 00:00:00.0010000 and 00:01:00.");
        SimilarFailures(static options => (options.Threshold, options.MaxEntries, options.EmbeddingTimeout) = (1.01, 1_000_001, TimeSpan.FromMinutes(1) + _tick)).Should().HaveCount(3);
    }

    private static IEnumerable<string> Failures(Action<ResponseCachingOptions> change)
    {
        var options = new ResponseCachingOptions();
        change(options);
        return new ResponseCachingOptionsValidator().Validate(null, options).Failures ?? [];
    }

    private static IEnumerable<string> SimilarFailures(Action<SimilarAnswersOptions> change)
    {
        var options = new SimilarAnswersOptions();
        change(options);
        return new SimilarAnswersOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
