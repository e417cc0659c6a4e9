namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>The latest batches, newest first. Safe for parallel calls.</summary>
internal sealed class BatchStore
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly List<Batch> _batches = [];

    /// <summary>Takes a batch in, unless more requests would then wait, in all workspaces together, than may.</summary>
    public bool TryAdd(Batch batch, int requests, int mostWaiting, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_batches.Sum(one => (long)one.WaitingAt(now)) + requests > mostWaiting)
            {
                return false;
            }

            _batches.Insert(0, batch);
            if (_batches.Count > Most)
            {
                _batches.RemoveAt(Most);
            }

            return true;
        }
    }

    public Batch? Find(string id, string scope) => Of(scope).FirstOrDefault(batch => batch.Id == id);

    public IReadOnlyList<Batch> Of(string scope)
    {
        lock (_gate)
        {
            return [.. _batches.Where(batch => batch.Scope == scope)];
        }
    }

    public void Remove(Batch batch)
    {
        lock (_gate)
        {
            _batches.Remove(batch);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _batches.Clear();
        }
    }
}
