namespace PromptCaching.CacheControl.Repairs;

/// <summary>A body in which parts change places. Nothing grows or shrinks, so whatever encloses the parts stands where it stood.</summary>
internal sealed class BodyDraft(ReadOnlyMemory<byte> original)
{
    private byte[]? _copy;

    /// <summary>Gets the body as it is by now: the original itself until the first part has moved.</summary>
    public ReadOnlyMemory<byte> Body => _copy ?? original;

    /// <summary>Puts parts that follow each other in ordinal order of their names; what stands between them stays there.</summary>
    /// <remarks>Parts of one name have no order that every request would give them: then all stay where they are.</remarks>
    public void Sort(IReadOnlyList<NamedPart> parts)
    {
        if (IsAscending(parts))
        {
            return;
        }

        var sorted = parts.OrderBy(static part => part.Name, StringComparer.Ordinal).ToArray();
        if (IsAscending(sorted))
        {
            Arrange(parts, sorted);
        }
    }

    private static bool IsAscending(IReadOnlyList<NamedPart> parts)
    {
        for (var index = 1; index < parts.Count; index++)
        {
            if (string.CompareOrdinal(parts[index - 1].Name, parts[index].Name) >= 0)
            {
                return false;
            }
        }

        return true;
    }

    private void Arrange(IReadOnlyList<NamedPart> parts, NamedPart[] sorted)
    {
        _copy ??= original.ToArray();
        var start = parts[0].Start;
        var before = _copy[start..parts[^1].End];
        var target = _copy.AsSpan(start);
        for (var index = 0; index < sorted.Length; index++)
        {
            Move(sorted[index].Start, sorted[index].End, ref target);
            if (index + 1 < sorted.Length)
            {
                Move(parts[index].End, parts[index + 1].Start, ref target);
            }
        }

        void Move(int from, int to, ref Span<byte> target)
        {
            before.AsSpan((from - start)..(to - start)).CopyTo(target);
            target = target[(to - from)..];
        }
    }
}
