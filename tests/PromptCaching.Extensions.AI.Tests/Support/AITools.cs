namespace PromptCaching.Extensions.AI.Tests.Support;

internal static class AITools
{
    public static AIFunction Weather { get; } = AIFunctionFactory.Create(static (string city) => "Sunny in " + city, "weather", "Tells the weather.");
}
