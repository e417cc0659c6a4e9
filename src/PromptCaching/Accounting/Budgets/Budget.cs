using System.Globalization;

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
    private readonly string? _scope;
    private readonly string? _tag;
    private readonly IReadOnlyList<double> _warnAt = [0.8];

    /// <summary>Gets the name, by which log, metrics and errors call it.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public required string Name
    {
        get => _name;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value, nameof(Name));
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
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Usd));
            _usd = value;
        }
    }

    /// <summary>Gets how often it begins anew.</summary>
    /// <value>The default is <see cref="BudgetPeriod.Month"/>.</value>
    public BudgetPeriod Period { get; init; } = BudgetPeriod.Month;

    /// <summary>Gets the scope whose calls it holds for, those of scopes below it (<c>scope/part</c>) included.</summary>
    /// <value>The default is <see langword="null"/>: calls of any scope.</value>
    /// <exception cref="ArgumentException">The scope is blank.</exception>
    public string? Scope
    {
        get => _scope;
        init => _scope = NullOrNamed(value, nameof(Scope));
    }

    /// <summary>Gets the tag whose calls it holds for.</summary>
    /// <value>The default is <see langword="null"/>: calls of any tags.</value>
    /// <exception cref="ArgumentException">The tag is blank.</exception>
    public string? Tag
    {
        get => _tag;
        init => _tag = NullOrNamed(value, nameof(Tag));
    }

    /// <summary>
    /// Gets a value indicating whether a call reserves the most that it should cost: twice its prompt, written at the dearest rate, and all of
    /// <c>max_tokens</c>.
    /// </summary>
    /// <value>The default is <see langword="false"/>: it reserves what such calls cost so far.</value>
    public bool IsStrict { get; init; }

    /// <summary>Gets the parts of the amount, from 0 to 1, at which a warning is given, once in a period.</summary>
    /// <value>The default is 0.8.</value>
    /// <exception cref="ArgumentOutOfRangeException">A part is not between 0 and 1.</exception>
    public IReadOnlyList<double> WarnAt
    {
        get => _warnAt;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(WarnAt));
            var wrong = value.Where(static part => part is not (>= 0 and <= 1)).ToList();
            _warnAt = wrong.Count == 0 ? value : throw NoPart(wrong[0], nameof(WarnAt));
        }
    }

    /// <summary>Gets what is called with a warning, beside the log; must be quick. What it throws is logged and goes no further.</summary>
    /// <value>The default is <see langword="null"/>: nothing.</value>
    public Action<BudgetStatus>? OnWarning { get; init; }

    private static string? NullOrNamed(string? value, string property) => value is null || !string.IsNullOrWhiteSpace(value)
        ? value
        : throw new ArgumentException($"{property} is blank; name one, or leave it out.", property);

    private static ArgumentOutOfRangeException NoPart(double part, string property) => new(
        property,
        part is > 1 and <= 100
            ? string.Create(CultureInfo.InvariantCulture, $"{part} is not between 0 and 1; write {part / 100}.")
            : string.Create(CultureInfo.InvariantCulture, $"{part} is not between 0 and 1."));
}
