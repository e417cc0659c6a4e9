using System.Net;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Gateway;

public sealed class LocalConnectionTests
{
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.7");

    [Fact]
    public async Task A_caller_on_another_machine_is_refused_with_a_sentence()
    {
        await using var gateway = await StartAsync(application: From(Elsewhere));
        using var answer = await gateway.SendAsync(Question());
        await gateway.SendAsync(Question());

        answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("permission_error").And.Contain("ClaudeGateway:AllowRemote");
        gateway.Upstream.Begun.Should().Be(0);
        gateway.Logs.Lines.Count(static line => line.Contains("AllowRemote", StringComparison.Ordinal)).Should().Be(1);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "192.0.2.7")]
    [InlineData("Forwarded", "for=192.0.2.7")]
    public async Task A_proxy_on_this_machine_speaks_for_others(string name, string value)
    {
        await using var gateway = await StartAsync();

        (await gateway.SendAsync(Question(headers: (name, value)))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.8.9.10")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    public async Task A_caller_on_this_machine_is_answered(string address)
    {
        await using var gateway = await StartAsync(application: From(IPAddress.Parse(address)));

        (await gateway.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Other_machines_are_answered_when_that_is_allowed()
    {
        await using var gateway = await StartAsync(static options => options.AllowRemote = true, application: From(Elsewhere));

        (await gateway.SendAsync(Question())).StatusCode.Should().Be(HttpStatusCode.OK);
    }
}
