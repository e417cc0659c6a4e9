using PromptCaching.Testing.Answers;
using PromptCaching.Testing.Ledger;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>What is asked of the emulator itself, not of the API: what was billed, what arrived, what to answer next, and to forget it all.</summary>
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
                return Nothing();
            case ("POST", "/emulator/answers"):
                return Enqueue(call);
            default:
                return Reply.Error(new ApiError(404, "not_found_error", "Not found"), EmulatorIds.Request(call.Number));
        }
    }

    private static Reply Nothing() => new() { Status = 204, ContentType = Reply.JsonType, Frames = [] };

    private Reply Enqueue(IncomingCall call)
    {
        if (ScriptText.Read(call.Json ?? default, out var error) is not { } answer)
        {
            return Reply.Error(error!, EmulatorIds.Request(call.Number));
        }

        emulator.Enqueue(answer);
        return Nothing();
    }
}
