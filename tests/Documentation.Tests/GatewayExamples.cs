using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.AspNetCore;

namespace Documentation.Tests;

internal static class GatewayExamples
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddClaudeCaching().AddGateway();
        builder.Services.AddHealthChecks().AddClaude();
        builder.Services.AddAuthentication().AddCookie(); // or whatever tells who operators are
        builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireRole("operator"));

        var app = builder.Build();
        app.UseAuthorization();
        app.MapClaudeGateway();                 // POST /v1/messages and the rest of the API that it knows
        app.MapClaudeManagement("operators");   // /claude/statistics, /claude/clear and so on
        app.MapClaudeDashboard("operators");    // /claude/dashboard
        app.MapHealthChecks("/health");
        return app;
    }
}
