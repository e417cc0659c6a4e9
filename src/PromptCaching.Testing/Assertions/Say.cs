using System.Globalization;
using System.Text.Json;

namespace PromptCaching.Testing.Assertions;

/// <summary>The words of failure messages.</summary>
internal static class Say
{
    public const string HowToRecord = $"leave {nameof(ClaudeEmulatorOptions)}.{nameof(ClaudeEmulatorOptions.RecordBodies)} on.";

    public static string Tokens(long tokens) => string.Create(CultureInfo.InvariantCulture, $"{tokens:N0} tokens");

    public static string Share(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.#} %");

    public static string Age(TimeSpan age) => string.Create(CultureInfo.InvariantCulture, $"{age:hh\\:mm\\:ss}");

    public static string Name(PromptPart part) => part switch
    {
        PromptPart.Tools => "tools",
        PromptPart.System => "system prompt",
        _ => "conversation",
    };

    public static string Breakpoints(EmulatedCall call) => call.Breakpoints.Count == 0
        ? "none"
        : string.Join(", ", call.Breakpoints.Select(static breakpoint =>
            $"{breakpoint.Path} ({Tokens(breakpoint.PrefixTokens)}{(breakpoint.IsBelowMinimum ? ", below the model's minimum" : "")})"));

    public static JsonElement BodyOf(EmulatedCall call)
    {
        ThrowIfNotRecorded(call);
        return call.Json!.Value;
    }

    public static void ThrowIfNotRecorded(EmulatedCall call)
    {
        if (call.Json is null)
        {
            throw new CacheAssertionException($"The body of call {call.Number} was not recorded, so it cannot be compared: {HowToRecord}");
        }
    }
}
