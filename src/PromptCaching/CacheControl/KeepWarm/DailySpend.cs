namespace PromptCaching.CacheControl.KeepWarm;

/// <summary>What was spent on a day (UTC), with what is on its way at its highest possible price. Not safe for threads: its owner locks.</summary>
internal sealed class DailySpend
{
    private DateOnly _day;
    private decimal _spent;
    private decimal _reserved;

    /// <summary>Sets money aside for a call, unless that would exceed the day's most.</summary>
    public bool TryReserve(DateOnly day, decimal amount, decimal most)
    {
        if (day != _day)
        {
            (_day, _spent) = (day, 0m);
        }

        if (_spent + _reserved + amount > most)
        {
            return false;
        }

        _reserved += amount;
        return true;
    }

    /// <summary>The call is over.</summary>
    /// <param name="reserved">What was set aside for it.</param>
    /// <param name="cost">What it cost; null when that is not known, and then all that was set aside counts.</param>
    public void Settle(decimal reserved, decimal? cost)
    {
        _reserved -= reserved;
        _spent += cost ?? reserved;
    }
}
