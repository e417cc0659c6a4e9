namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>The latest batches, newest first. Safe for parallel calls.</summary>
internal sealed class BatchStore
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly List<Batch> _batches = [];

    public void Add(Batch batch)
    {
        lock (_gate)
        {
            _batches.Insert(0, batch);
            if (_batches.Count > Most)
            {
                _batches.RemoveAt(Most);
            }
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
