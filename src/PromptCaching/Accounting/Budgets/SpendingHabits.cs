namespace PromptCaching.Accounting;

/// <summary>How the calls to one model turned out so far, beginning with a guess that weighs as much as a few calls.</summary>
/// <remarks>Immutable: an observation makes the next one.</remarks>
internal sealed record SpendingHabits
{
    private const double WeightOfGuess = 4;
    private const double GuessedPart = 0.25;

    public static SpendingHabits None { get; } = new();

    private double Calls { get; init; }

    private double Output { get; init; }

    private double InputShare { get; init; }

    private double SquaredError { get; init; }

    /// <summary>The output to expect of a call that may have so many tokens.</summary>
    public double OutputOf(int maxTokens) =>
        Math.Min(maxTokens, ((WeightOfGuess * GuessedPart * maxTokens) + Output) / (WeightOfGuess + Calls));

    /// <summary>Gets the part of the plain price of the estimated prompt that prompts cost in fact.</summary>
    public double ShareOfInput => (WeightOfGuess + InputShare) / (WeightOfGuess + Calls);

    /// <summary>Gets the output of the calls so far, without the guess; 0 while there was none.</summary>
    public double SeenOutput => Calls > 0 ? Output / Calls : 0;

    /// <summary>Gets <see cref="ShareOfInput"/> without the guess; 0 while there was no call.</summary>
    public double SeenShareOfInput => Calls > 0 ? InputShare / Calls : 0;

    public double VarianceOf(decimal highest)
    {
        var guess = GuessedPart * (double)highest;
        return ((WeightOfGuess * guess * guess) + SquaredError) / (WeightOfGuess + Calls);
    }

    /// <param name="output">The tokens of the answer.</param>
    /// <param name="inputShare">What its prompt cost, in parts of the plain price of the estimate.</param>
    /// <param name="error">By how much the estimate missed the cost, in USD.</param>
    public SpendingHabits With(long output, double inputShare, double error) => new()
    {
        Calls = Calls + 1,
        Output = Output + output,
        InputShare = InputShare + inputShare,
        SquaredError = SquaredError + (error * error),
    };
}
