namespace PromptCaching.Testing.Tests;

internal static class Bill
{
    public static EmulatedUsage Of(int input = 0, int written5m = 0, int written1h = 0, int read = 0) => new(input, written5m, written1h, read, 0);
}
