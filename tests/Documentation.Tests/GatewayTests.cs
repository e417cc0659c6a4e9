using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching;
using PromptCaching.AspNetCore;
using PromptCaching.Redis.Tests.Servers;

namespace Documentation.Tests;

public sealed class GatewayTests
{
    private static readonly Page _page = Page.Of("gateway");

    [ProgramFact("bash", "curl")]
    public async Task The_sample_answers_a_question_once_and_tells_what_it_did()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        using var folder = new TemporaryFolder();
        using var server = await Shell.StartAsync(OnPort(_page.Shell(1), port), "The budget 'month'");

        var file = Path.Combine(folder.Path, "answer.json");
        var answers = await Shell.RunAsync(OnPort(_page.Shell(2), port).Replace("answer.json", file, StringComparison.Ordinal));
        var watched = await Shell.RunAsync(OnPort(_page.Shell(4), port));
        var cleared = await Shell.RunAsync(OnPort(_page.Shell(5), port));

        Regex.Replace(answers.ReplaceLineEndings("\n"), "Age: [0-9]+", "Age: 0").Should().Be(_page.Output(1));
        watched.Should().ContainAll("\"from_response_cache\":1", "\"cost_by_scope\":{\"gateway/sample\":", "{\"verdicts\":[").And.EndWith("Healthy");
        JsonDocument.Parse(cleared).RootElement.GetProperty("what").GetString().Should().Be("scope gateway/sample");
    }

    [Fact]
    public async Task A_gateway_of_ones_own_asks_who_calls()
    {
        var builder = WebApplication.CreateBuilder(["--Claude:ApiKey=test", "--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var app = GatewayExamples.Build(builder);
        await app.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.Single()) };

        (await http.PostAsync(new Uri("v1/messages", UriKind.Relative), null)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await http.GetAsync(new Uri("claude/statistics", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await http.GetAsync(new Uri("health", UriKind.Relative))).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_configuration_is_bound_and_valid()
    {
        await using var provider = Configured.By(_page.Json(1), static (services, section) =>
            services.AddClaudeCaching(section.GetSection("Claude")).AddGateway().ConfigureClient(static client => client.ApiKey = "test"));

        var clients = provider.GetRequiredService<IOptionsMonitor<ClaudeGatewayOptions>>().Get(ClaudeDefaults.ClientName).Clients;
        clients.Keys.Should().BeEquivalentTo("shop", "scripts");
        clients["scripts"].IsBudgetStrict.Should().BeTrue();
    }

    [ProgramFact("bash", "openssl")]
    public async Task The_command_makes_a_token_and_its_hash()
    {
        var lines = (await Shell.RunAsync(_page.Shell(3))).Split('\n');

        lines.Should().HaveCount(2).And.OnlyContain(static line => line.Length == 64);
        lines[1].Should().Be(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(lines[0]))));
    }

    private static string OnPort(string block, string port) => block.Replace("8788", port, StringComparison.Ordinal);
}
