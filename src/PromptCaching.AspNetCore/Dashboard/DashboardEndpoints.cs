using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>The page of one client, and what it reads.</summary>
internal sealed class DashboardEndpoints(string client)
{
    public void Map(RouteGroupBuilder group)
    {
        group.MapGet("", Page).ExcludeFromDescription();
        group.MapGet("/events", Events).WithSummary("What the dashboard shows, again and again: server-sent events, each a whole snapshot.")
            .Produces<DashboardSnapshot>(contentType: "text/event-stream");
        group.MapGet("/snapshot", SnapshotAsync).WithSummary("What the dashboard shows, once.").Produces<DashboardSnapshot>();
    }

    private static ContentHttpResult Page(HttpResponse response)
    {
        DashboardPage.Current.Protect(response.Headers);
        return TypedResults.Content(DashboardPage.Current.Html, "text/html; charset=utf-8");
    }

    private EventStream Events(HttpContext context) => new(
        FramesOf(context),
        context.RequestServices.GetRequiredService<TimeProvider>(),
        context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);

    private async Task<IResult> SnapshotAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var frame = await FramesOf(context).GetAsync(cancellationToken).ConfigureAwait(false);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(frame.Json, "application/json");
    }

    private DashboardFrames FramesOf(HttpContext context) => context.RequestServices.GetRequiredKeyedService<DashboardFrames>(client);
}
