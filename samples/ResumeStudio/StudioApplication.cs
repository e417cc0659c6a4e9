using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using PromptCaching.AspNetCore;
using ResumeStudio.Configuration;
using ResumeStudio.Endpoints;

namespace ResumeStudio;

/// <summary>The web application: what it listens on, what it registers and which addresses it has.</summary>
internal static class StudioApplication
{
    private const int UsualPort = 8790;
    private const long LongestBody = 1024 * 1024;
    private const string Operators = "operators";

    public static WebApplication Create(string[] args, Action<IServiceCollection>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Limits.MaxRequestBodySize = LongestBody;
            server.Listen(IPAddress.Loopback, builder.Configuration.GetValue("port", UsualPort));
        });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.ConfigureHttpJsonOptions(static json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, StudioJson.Default);
        });

        // Whoever is on this machine may look; a policy of yours asks who it is.
        builder.Services.AddAuthorizationBuilder().AddPolicy(Operators, static policy => policy.RequireAssertion(static _ => true));
        configure?.Invoke(builder.Services);
        builder.Services.AddStudio(StudioEnvironment.Read(builder.Configuration));
        var studio = builder.Build();
        Map(studio);
        return studio;
    }

    private static void Map(WebApplication studio)
    {
        studio.UseAuthorization();
        studio.MapHome();
        var writing = studio.MapGroup("/api/v1").AddEndpointFilter<AnswersFilter>();
        writing.MapGenerate();
        writing.MapAnalysis();
        var watching = studio.MapGroup("/api/v1");
        watching.MapStats();
        watching.MapCache();
        studio.MapClaudeManagement(Operators);
        studio.MapClaudeDashboard(Operators);
        studio.MapHealthChecks("/health", new HealthCheckOptions
        {
            ResponseWriter = static (context, report) =>
                context.Response.WriteAsJsonAsync(HealthState.Of(report), StudioJson.Default.HealthState, cancellationToken: context.RequestAborted),
        });
    }
}
