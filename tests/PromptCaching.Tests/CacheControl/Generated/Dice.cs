namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What generators ask of chance.</summary>
internal static class Dice
{
    public static bool OneIn(this Random chance, int sides) => chance.Next(sides) == 0;

    public static T Pick<T>(this Random chance, IReadOnlyList<T> choices) => choices[chance.Next(choices.Count)];

    /// <summary>Rolls a number that is small nearly always and large now and then.</summary>
    public static int Few(this Random chance, int usual, int most) => chance.OneIn(40) ? chance.Next(usual, most + 1) : chance.Next(usual + 1);
}
