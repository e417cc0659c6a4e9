using PromptCaching.Testing.Ledger;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>What is asked of the emulator itself, not of the API: what was billed, what arrived, and to forget it all.</summary>
internal sealed class EmulatorPages(ClaudeEmulator emulator)
{
    private const string Root = "/emulator/";

    public static bool IsOne(string path) => path.StartsWith(Root, StringComparison.Ordinal);

    public Reply Answer(IncomingCall call)
    {
        switch (call.Method, call.Path.TrimEnd('/'))
        {
            case ("GET", "/emulator/ledger"):
                return Reply.Ok(writer => LedgerPage.Write(writer, [.. emulator.Calls, .. emulator.BatchItems]));
            case ("GET", "/emulator/requests"):
                return Reply.Ok(writer => RequestsPage.Write(writer, emulator.Calls));
            case ("DELETE", "/emulator/requests") or ("POST", "/emulator/reset"):
                emulator.Reset();
                return new Reply { Status = 204, ContentType = Reply.JsonType, Frames = [] };
            default:
                return Reply.Error(new ApiError(404, "not_found_error", "Not found"), EmulatorIds.Request(call.Number));
        }
    }
}
