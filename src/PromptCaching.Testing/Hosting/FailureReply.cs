using Microsoft.AspNetCore.Http;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Hosting;

/// <summary>What failed inside the emulator, such as a test's own hook, is told to the caller: a server without a log has no one else to tell.</summary>
internal static class FailureReply
{
    public static async Task GuardAsync(HttpContext context, RequestDelegate next, CancellationToken cancellationToken)
    {
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not BadHttpRequestException && !context.Response.HasStarted)
        {
            var error = new ApiError(500, "api_error", $"The emulator failed: {failure.GetType().Name}: {failure.Message}");
            context.Response.StatusCode = error.Status;
            context.Response.ContentType = Reply.JsonType;
            await context.Response.Body.WriteAsync(error.ToJson(requestId: null), cancellationToken).ConfigureAwait(false);
        }
    }
}
