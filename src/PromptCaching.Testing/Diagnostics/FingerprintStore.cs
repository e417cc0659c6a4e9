namespace PromptCaching.Testing.Diagnostics;

/// <summary>The fingerprints of answered requests by workspace and message id; the oldest go first.</summary>
internal sealed class FingerprintStore
{
    private const int Most = 10_000;
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<(string Scope, string MessageId), RequestFingerprint> _fingerprints = [];

    public void Add(string scope, string messageId, RequestFingerprint fingerprint)
    {
        lock (_gate)
        {
            _fingerprints[(scope, messageId)] = fingerprint;
            if (_fingerprints.Count > Most)
            {
                _fingerprints.RemoveAt(0);
            }
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _fingerprints.Clear();
        }
    }

    public RequestFingerprint? Find(string scope, string messageId)
    {
        lock (_gate)
        {
            return _fingerprints.GetValueOrDefault((scope, messageId));
        }
    }
}
