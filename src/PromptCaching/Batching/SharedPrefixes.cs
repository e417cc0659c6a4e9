namespace PromptCaching.Batching;

/// <summary>Finds what requests begin with together, and where each of them is to be marked for it.</summary>
internal sealed class SharedPrefixes
{
    /// <summary>
    /// Writing for an hour costs twice the input, reading a tenth (both halved in a batch): from the third request on it is cheaper than not to cache.
    /// </summary>
    private const int LeastRequests = 3;
    private readonly Dictionary<ulong, int> _requests = [];

    public SharedPrefixes(IEnumerable<PrefixPath> paths)
    {
        foreach (var step in paths.SelectMany(static path => path.Steps))
        {
            _requests[step.Hash] = _requests.GetValueOrDefault(step.Hash) + 1;
        }
    }

    /// <summary>Says where a request is to be marked: where what it shares with enough others ends, for all of them or for some.</summary>
    /// <returns>The places, in prompt order; none where the prefix is too short to be cached.</returns>
    public IReadOnlyList<PrefixStep> MarksOf(PrefixPath path)
    {
        var marks = new List<PrefixStep>();
        for (var index = path.Steps.Count - 1; index >= 0 && marks.Count < path.FreeMarkers; index--)
        {
            var count = _requests[path.Steps[index].Hash];
            var next = index + 1 < path.Steps.Count ? _requests[path.Steps[index + 1].Hash] : 0;
            if (count < LeastRequests || count == next)
            {
                continue;
            }

            if (MarkableAt(path, index) is { } step && (marks.Count == 0 || marks[^1].Bytes > step.Bytes))
            {
                marks.Add(step);
            }
        }

        marks.Reverse();
        return marks;
    }

    /// <summary>The block itself, or the nearest before it that takes a marker: what is lost between them is little.</summary>
    private static PrefixStep? MarkableAt(PrefixPath path, int index)
    {
        while (index >= 0 && !path.Steps[index].CanCarryMarker)
        {
            index--;
        }

        return index >= 0 && path.Steps[index].Bytes >= path.LeastBytes ? path.Steps[index] : null;
    }
}
