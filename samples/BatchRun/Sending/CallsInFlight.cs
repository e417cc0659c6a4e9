namespace BatchRun.Sending;

/// <summary>Finds the calls that a run had begun when it was killed, and whose answers nobody has: they may have been paid, and are asked again.</summary>
internal static class CallsInFlight
{
    /// <param name="journal">The journal of all runs so far, in order.</param>
    /// <param name="isRecorded">Whether the checkpoint holds the answer to a request.</param>
    public static IReadOnlyList<string> Of(IEnumerable<JournalLine> journal, Func<string, bool> isRecorded)
    {
        var open = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in journal)
        {
            if (line.Started is { } started)
            {
                open[started] = true;
            }
            else if (line.Failed is { } failed)
            {
                open.Remove(failed);
            }
        }

        // An answer counts from the moment it is in the checkpoint, whatever the journal says of it.
        return [.. open.Keys.Where(name => !isRecorded(name))];
    }
}
