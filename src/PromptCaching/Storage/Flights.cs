namespace PromptCaching.Storage;

/// <summary>Values that are being made at this moment: who asks for one of them waits for it instead of making it again.</summary>
/// <remarks>Making a value belongs to all who wait for it: it goes on while anybody does, and is cancelled when the last one has left.</remarks>
internal sealed class Flights
{
    private readonly Dictionary<(string Key, int Version, Type Type), Flight> _underWay = [];

    /// <param name="key">What is made.</param>
    /// <param name="version">The version of the clearings: who asks after one must not get what was begun before it.</param>
    /// <param name="make">Makes it; gets a token that is cancelled when nobody waits any more.</param>
    /// <param name="onJoin">Called when somebody else is making it already.</param>
    /// <param name="cancellationToken">Leaves; the others go on.</param>
    public async Task<T> JoinAsync<T>(string key, int version, Func<CancellationToken, Task<T>> make, Action onJoin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var name = (key, version, typeof(T));
        Flight flight;
        Task<T> task;
        lock (_underWay)
        {
            if (_underWay.TryGetValue(name, out var known))
            {
                onJoin();
                flight = known;
            }
            else
            {
                _underWay[name] = flight = new Flight();
            }

            flight.Waiting++;
        }

        task = (Task<T>)flight.StartOnceAsync(() => Task.Run(() => make(flight.Token), CancellationToken.None));
        try
        {
            return await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(name, flight, task);
        }
    }

    private void Leave((string Key, int Version, Type Type) name, Flight flight, Task task)
    {
        var isLast = false;
        lock (_underWay)
        {
            isLast = --flight.Waiting == 0;
            if ((isLast || task.IsCompleted) && _underWay.TryGetValue(name, out var known) && known == flight)
            {
                _underWay.Remove(name);
            }
        }

        if (isLast)
        {
            flight.End(task);
        }
    }

    private sealed class Flight : IDisposable
    {
        private readonly CancellationTokenSource _nobodyWaits = new();
        private Task? _task;

        public CancellationToken Token => _nobodyWaits.Token;

        public int Waiting { get; set; }

        public Task StartOnceAsync(Func<Task> start)
        {
            lock (_nobodyWaits)
            {
                return _task ??= start();
            }
        }

        public void End(Task task)
        {
            if (!task.IsCompleted)
            {
                // What it ends with concerns nobody; that it was looked at keeps it from being an event of the process.
                task.ContinueWith(
                    static late => _ = late.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
                    TaskScheduler.Default);
                _nobodyWaits.Cancel();
            }

            Dispose();
        }

        public void Dispose() => _nobodyWaits.Dispose();
    }
}
