using Anthropic.Exceptions;
using PromptCaching.Testing;

namespace OtherClients.Tests;

/// <summary>Two layers that retry must not multiply: 3 retries under 2 of the official client's would be 12 calls.</summary>
public sealed class OfficialRetriesTests : IDisposable
{
    private readonly OfficialUnderTest _official = new();

    public void Dispose() => _official.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(5)]
    public async Task An_overloaded_api_is_asked_as_often_as_the_chain_says(int? theirs)
    {
        _official.Always = EmulatedAnswer.Overloaded();
        var client = theirs is { } retries ? _official.Client.WithOptions(options => options with { MaxRetries = retries }) : _official.Client;

        await client.Invoking(static one => one.Messages.Create(OfficialUnderTest.Question())).Should().ThrowAsync<Anthropic5xxException>();

        _official.Emulator.Calls.Should().HaveCount(1 + _official.Options.Retrying.MaxRetries);
        _official.Reports.Should().ContainSingle().Which.Attempts.Should().Be(1 + _official.Options.Retrying.MaxRetries);
    }

    [Fact]
    public async Task A_stream_that_does_not_begin_is_asked_for_as_often_too()
    {
        _official.Always = EmulatedAnswer.Overloaded();

        await _official.Client.Invoking(static one => one.Messages.CreateStreaming(OfficialUnderTest.Question()).ToListAsync().AsTask())
            .Should().ThrowAsync<Anthropic5xxException>();

        _official.Emulator.Calls.Should().HaveCount(1 + _official.Options.Retrying.MaxRetries);
    }

    [Fact]
    public async Task What_the_chain_mends_the_client_never_sees()
    {
        _official.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        _official.Emulator.Enqueue(EmulatedAnswer.ConnectionFailure());

        (await _official.Client.Messages.Create(OfficialUnderTest.Question())).Validate();

        _official.Emulator.Calls.Should().HaveCount(3);
        _official.Emulator.Calls.Should().OnlyContain(static call => call.Headers["x-stainless-retry-count"].Single() == "0");
    }

    [Fact]
    public async Task Without_retries_of_ours_theirs_are_theirs()
    {
        _official.Options.Retrying.Enabled = false;
        _official.Always = EmulatedAnswer.Overloaded().WithHeader("retry-after-ms", "1");

        await _official.Client.Invoking(static one => one.Messages.Create(OfficialUnderTest.Question())).Should().ThrowAsync<Anthropic5xxException>();

        _official.Emulator.Calls.Select(static call => call.Headers["x-stainless-retry-count"].Single()).Should().Equal("0", "1", "2");
    }

    [Fact]
    public async Task A_broken_connection_that_they_try_again_is_not_tried_again_by_us()
    {
        // No answer can tell them that all was tried; that they count their retries tells us.
        _official.Always = EmulatedAnswer.ConnectionFailure();
        var client = _official.Client.WithOptions(static options => options with { MaxRetries = 1 });

        await client.Invoking(static one => one.Messages.Create(OfficialUnderTest.Question())).Should().ThrowAsync<AnthropicException>();

        _official.Reports.Select(static report => report.Attempts).Should().Equal(1 + _official.Options.Retrying.MaxRetries, 1);
    }
}
