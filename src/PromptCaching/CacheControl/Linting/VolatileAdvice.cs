namespace PromptCaching.CacheControl.Linting;

/// <summary>The words for each kind of volatile text.</summary>
internal static class VolatileAdvice
{
    public static string Name(VolatileKind kind) => kind switch
    {
        VolatileKind.Date => "a date",
        VolatileKind.Time => "a time",
        VolatileKind.Timestamp => "a date with its time",
        VolatileKind.EpochTime => "a Unix time",
        VolatileKind.Guid => "a UUID",
        VolatileKind.Ulid => "a ULID",
        VolatileKind.Identifier => "an id",
        VolatileKind.Counter => "a counter",
        _ => "random text",
    };

    public static string For(VolatileKind kind) => kind switch
    {
        VolatileKind.Date => "Say the date in the last user message, or accept one new cache entry a day.",
        VolatileKind.Time or VolatileKind.Timestamp or VolatileKind.EpochTime =>
            "Say the time in the last user message, or offer it as a tool; where the day will do, leave out the time.",
        VolatileKind.Guid or VolatileKind.Ulid =>
            "If it is new in each request, leave it out or move it into the last user message; if it names something lasting, keep it.",
        VolatileKind.Identifier => "Send it as a header or in metadata.user_id, which are no part of the prompt, or move it into the last user message.",
        VolatileKind.Counter => "Leave the count out, or say it in the last user message.",
        _ => "Take random text out of the prompt; nothing of it is needed to keep requests apart.",
    };
}
