namespace PromptCaching.Accounting;

/// <summary>How often a budget begins anew, in UTC.</summary>
public enum BudgetPeriod
{
    /// <summary>At every full hour.</summary>
    Hour,

    /// <summary>At midnight.</summary>
    Day,

    /// <summary>On the first of the month.</summary>
    Month,

    /// <summary>Never: it holds for as long as the client lives.</summary>
    Total,
}
