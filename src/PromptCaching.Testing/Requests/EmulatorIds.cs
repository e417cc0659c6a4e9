namespace PromptCaching.Testing.Requests;

/// <summary>Ids that are unique within one emulator and the same in every run.</summary>
internal static class EmulatorIds
{
    public static string Request(long number) => $"req_emu{number:D21}";

    public static string Message(long number) => $"msg_emu{number:D21}";

    public static string ToolUse(long number, int index) => $"toolu_emu{number:D19}{index:D2}";
}
