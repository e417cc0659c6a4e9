namespace PromptCaching.Telemetry.Content;

/// <summary>What a request says, in the form in which spans carry it.</summary>
internal sealed record RequestText(string? System, string? Messages, string? Tools);
