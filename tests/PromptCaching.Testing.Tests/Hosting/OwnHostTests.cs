using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Testing.Tests.Hosting;

public sealed class OwnHostTests
{
    [Fact]
    public async Task The_emulator_can_live_below_a_path_of_ones_own_application()
    {
        using var emulator = new ClaudeEmulator();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var application = builder.Build();
        application.MapGet("/health", () => "well");
        application.MapGroup("/claude").MapClaudeEmulator(emulator);
        await application.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };

        (await client.GetStringAsync("/health")).Should().Be("well");
        var body = Some.Request().User("Hi").ToJsonString();
        using var response = await client.SendAsync(Server.Post(body, "/claude/v1/messages"));
        using var elsewhere = await client.SendAsync(Server.Post(body));

        response.IsSuccessStatusCode.Should().BeTrue();
        ((int)elsewhere.StatusCode).Should().Be(404);
        emulator.Calls.Should().ContainSingle().Which.Path.Should().Be("/v1/messages");
    }
}
