namespace PromptCaching.AspNetCore.Clients;

/// <summary>Counts calls under way. Who does not get in is told so at once: a queue here would only hide that the limit is too low.</summary>
internal sealed class CallGate
{
    private int _inside;

    public int Inside => Volatile.Read(ref _inside);

    public bool TryEnter(int most)
    {
        if (Interlocked.Increment(ref _inside) <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _inside);
}
