namespace PromptCaching.Storage;

/// <summary>Leaves a store alone that fails all the time: after five failures in a row for 5 seconds, doubled up to a minute while it fails on.</summary>
internal sealed class StoreBreaker(TimeProvider time)
{
    private const int FailuresToOpen = 5;
    private static readonly TimeSpan _shortest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);
    private readonly object _lock = new();
    private int _failures;
    private bool _isOpen;
    private bool _isProbing;
    private long _openedAt;
    private TimeSpan _openFor = _shortest;

    public enum Change
    {
        None,
        Opened,
        Closed,
    }

    public bool IsOpen => Volatile.Read(ref _isOpen);

    /// <summary>Whether a call may go to the store. Who was let in says how it ended: with Succeeded, Failed or Left.</summary>
    public bool TryEnter()
    {
        if (!Volatile.Read(ref _isOpen))
        {
            return true;
        }

        lock (_lock)
        {
            if (!_isOpen)
            {
                return true;
            }

            if (_isProbing || time.GetElapsedTime(_openedAt) < _openFor)
            {
                return false;
            }

            _isProbing = true;
            return true;
        }
    }

    public Change Succeeded()
    {
        if (Volatile.Read(ref _failures) == 0 && !Volatile.Read(ref _isOpen))
        {
            return Change.None;
        }

        lock (_lock)
        {
            // An answer to a question from before it was left alone says nothing about now.
            if (_isOpen && !_isProbing)
            {
                return Change.None;
            }

            var wasOpen = _isOpen;
            (_failures, _isOpen, _isProbing, _openFor) = (0, false, false, _shortest);
            return wasOpen ? Change.Closed : Change.None;
        }
    }

    public Change Failed()
    {
        lock (_lock)
        {
            if (_isOpen)
            {
                if (_isProbing)
                {
                    _isProbing = false;
                    _openedAt = time.GetTimestamp();
                    _openFor = _openFor * 2 < _longest ? _openFor * 2 : _longest;
                }

                return Change.None;
            }

            if (++_failures < FailuresToOpen)
            {
                return Change.None;
            }

            (_isOpen, _isProbing, _openedAt, _openFor) = (true, false, time.GetTimestamp(), _shortest);
            return Change.Opened;
        }
    }

    /// <summary>The caller left before the store had answered: nobody knows what it would have said.</summary>
    public void Left()
    {
        lock (_lock)
        {
            _isProbing = false;
        }
    }
}
