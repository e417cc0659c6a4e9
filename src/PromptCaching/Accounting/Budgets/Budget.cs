namespace PromptCaching.Accounting;

/// <summary>What may be spent. Calls that would pass it are refused before they are sent; stored answers are served all the same.</summary>
/// <remarks>
/// A call reserves what it is expected to cost, and pays what it did cost; attempts of which nothing is known pay what was reserved. Calls of models without
/// known prices reserve nothing, unless the budget is strict: then they are refused. Searches that the API runs are not foreseen.
/// </remarks>
public sealed record Budget
{
    private readonly string _name = "";
    private readonly decimal _usd;

    /// <summary>Gets the name, by which log, metrics and errors call it.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public required string Name
    {
        get => _name;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            _name = value;
        }
    }

    /// <summary>Gets the amount, in USD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative.</exception>
    public required decimal Usd
    {
        get => _usd;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _usd = value;
        }
    }

    /// <summary>Gets how often it begins anew.</summary>
    /// <value>The default is <see cref="BudgetPeriod.Month"/>.</value>
    public BudgetPeriod Period { get; init; } = BudgetPeriod.Month;

    /// <summary>Gets the scope whose calls it holds for, those of scopes below it (<c>scope/part</c>) included.</summary>
    /// <value>The default is <see langword="null"/>: calls of any scope.</value>
    public string? Scope { get; init; }

    /// <summary>Gets the tag whose calls it holds for.</summary>
    /// <value>The default is <see langword="null"/>: calls of any tags.</value>
    public string? Tag { get; init; }

    /// <summary>
    /// Gets a value indicating whether a call reserves the most that it should cost: twice its prompt, written at the dearest rate, and all of
    /// <c>max_tokens</c>.
    /// </summary>
    /// <value>The default is <see langword="false"/>: it reserves what such calls cost so far.</value>
    public bool IsStrict { get; init; }

    /// <summary>Gets the parts of the amount, from 0 to 1, at which a warning is given, once in a period.</summary>
    /// <value>The default is 0.8.</value>
    public IReadOnlyList<double> WarnAt { get; init; } = [0.8];

    /// <summary>Gets what is called with a warning, beside the log; must be quick. What it throws is logged and goes no further.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public Action<BudgetStatus>? OnWarning { get; init; }
}
