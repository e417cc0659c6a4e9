using PromptCaching.ResponseCaching;

namespace PromptCaching.Tests.ResponseCaching;

public sealed class ResponseCachingOptionsValidatorTests
{
    private static readonly string _key = Convert.ToBase64String(new byte[32]);

    [Fact]
    public void What_is_set_by_default_holds_and_so_do_all_bounds()
    {
        Failures(static _ => { }).Should().BeEmpty();
        Failures(static options =>
        {
            options.TimeToLive = TimeSpan.FromSeconds(1);
            options.MaxBytes = 1024;
            options.Secret = new string('s', 16);
            options.PreviousSecrets = [new string('p', 16)];
            options.EncryptionKeys = [_key];
            options.KeyPrefix = "";
            options.KeyHeaders = ["x-tenant"];
            options.InProcessTimeToLive = TimeSpan.Zero;
            options.ReplayChunkSize = 1;
        }).Should().BeEmpty();
    }

    [Fact]
    public void A_secret_that_is_too_short_is_told_by_its_length() =>
        Failures(static options => (options.Secret, options.PreviousSecrets) = (new string('s', 15), [new string('p', 16), new string('p', 15)])).Should().Equal(
            "Claude:ResponseCaching:PreviousSecrets holds one of fewer than 16 characters; no secret ever had so few.",
            "Claude:ResponseCaching:Secret has 15 characters; set at least 16, or none to derive it from the API key.");

    [Theory]
    [InlineData("x-api-key")]
    [InlineData("X-Api-Key")]
    [InlineData("Authorization")]
    public void A_header_that_tells_whose_call_it_is_makes_no_other_question(string header) =>
        Failures(options => options.KeyHeaders = ["x-tenant", header]).Should().ContainSingle()
            .Which.Should().Be($"Claude:ResponseCaching:KeyHeaders names {header}, which tells whose call it is; set ClaudeCall.Scope to share or part answers.");

    [Fact]
    public void What_is_null_and_must_not_be_is_told_what_to_set() =>
        Failures(static options => (options.KeyPrefix, options.EncryptionKeys) = (null!, null!)).Should().Equal(
            "Claude:ResponseCaching:KeyPrefix is null; set a text, or an empty one for none.",
            "Claude:ResponseCaching:EncryptionKeys is null; set a list of keys, or an empty one for no encryption.");

    [Fact]
    public void A_directory_that_can_be_none_is_told_and_why()
    {
        var file = Path.GetTempFileName();

        Failures(options => options.Directory = Path.Combine(file, "below")).Should().ContainSingle()
            .Which.Should().StartWith($"Claude:ResponseCaching:Directory is '{file}").And.EndWith("set another path, or none to store answers elsewhere.");
        File.Delete(file);
    }

    private static IEnumerable<string> Failures(Action<ResponseCachingOptions> change)
    {
        var options = new ResponseCachingOptions();
        change(options);
        return new ResponseCachingOptionsValidator().Validate(null, options).Failures ?? [];
    }
}
