namespace QuickStart;

internal static class Screen
{
    /// <summary>No line is longer.</summary>
    public const int Width = 110;
}
