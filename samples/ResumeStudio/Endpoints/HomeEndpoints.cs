using PromptCaching.Storage;
using ResumeStudio.Configuration;

namespace ResumeStudio.Endpoints;

/// <summary>The page for browsers, and the state of the service for everybody else, at the same address.</summary>
internal static class HomeEndpoints
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string[] _scripts = ["studio.js", "service.js", "markdown.js", "example.js"];

    public static void MapHome(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/", static async (HttpContext context, ICacheRegions regions, StudioSettings settings, CancellationToken cancellationToken) =>
        {
            context.Response.Headers.Vary = "Accept";
            return WantsPage(context.Request) ? Page(context) : await StateAsync(regions, settings, cancellationToken);
        });
        endpoints.MapGet("/app", Page);
        endpoints.MapGet("/studio.css", static (HttpContext context) => File(context, "studio.css", "text/css; charset=utf-8"));
        foreach (var script in _scripts)
        {
            endpoints.MapGet("/" + script, (HttpContext context) => File(context, script, "text/javascript; charset=utf-8"));
        }

        endpoints.MapGet("/favicon.ico", static () => Results.NoContent());
        endpoints.MapGet("/api/v1/choices", static () => Results.Json(StudioChoices.All, StudioJson.Default.StudioChoices));
    }

    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(static kind => kind.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) && kind.Quality is not 0);

    private static IResult Page(HttpContext context)
    {
        Visitors.Welcome(context);
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return File(context, "index.html", "text/html; charset=utf-8");
    }

    private static IResult File(HttpContext context, string name, string type)
    {
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Stream(typeof(HomeEndpoints).Assembly.GetManifestResourceStream($"wwwroot/{name}")!, type);
    }

    private static async Task<IResult> StateAsync(ICacheRegions regions, StudioSettings settings, CancellationToken cancellationToken)
    {
        var answers = await regions["response"].GetStatisticsAsync(cancellationToken);
        var version = typeof(HomeEndpoints).Assembly.GetName().Version!.ToString(3);
        var state = new ServiceState(
            "Résumé Studio",
            version,
            settings.CanAnswer ? "running" : "no_model",
            settings.CanAnswer,
            settings.CachesAnswers || settings.CachesResults,
            answers.Entries)
        {
            Emulated = settings.IsEmulated,
        };
        return Results.Json(state, StudioJson.Default.ServiceState);
    }
}
