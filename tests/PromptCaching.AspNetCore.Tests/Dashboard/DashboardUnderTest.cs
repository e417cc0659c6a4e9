using System.Net;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.AspNetCore.Tests.Management;
using PromptCaching.AspNetCore.Tests.Support;

namespace PromptCaching.AspNetCore.Tests.Dashboard;

/// <summary>A gateway with its dashboard.</summary>
internal static class DashboardUnderTest
{
    public static Task<GatewayUnderTest> StartAsync(bool isAllowed = true, IPAddress? remote = null, Action<IClaudeBuilder>? chain = null) =>
        GatewayUnderTest.StartAsync(
            chain: claude =>
            {
                claude.Services.AddAuthentication("none").AddScheme<AuthenticationSchemeOptions, NobodyIsKnown>("none", null);
                claude.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireAssertion(_ => isAllowed));
                chain?.Invoke(claude);
            },
            application: application =>
            {
                if (remote is not null)
                {
                    GatewayUnderTest.From(remote)(application);
                }

                application.MapClaudeDashboard("operators");
            });
}
