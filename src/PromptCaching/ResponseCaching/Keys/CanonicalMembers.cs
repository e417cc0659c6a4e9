using System.Buffers;
using System.Runtime.InteropServices;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>The members of the objects that are being written, so that each object's can be put into the order of their names.</summary>
internal sealed class CanonicalMembers : IDisposable
{
    private const int FewMembers = 24;
    private readonly List<Member> _open = new(FewMembers);
    private byte[] _copy = [];

    /// <summary>Begins an object inside those that are open.</summary>
    /// <returns>Its first member will have this number.</returns>
    public int Begin() => _open.Count;

    public void Add(int start, int nameEnd, int end, bool isIgnored) => _open.Add(new Member(start, nameEnd, end, isIgnored));

    /// <summary>Ends the innermost object: sorts its members and leaves out those that are ignored.</summary>
    /// <returns><see langword="false"/> when a name stands twice.</returns>
    public bool TryEnd(int first, ref CanonicalBuffer output)
    {
        var members = CollectionsMarshal.AsSpan(_open)[first..];
        if (!IsInOrder(members, output.Rented))
        {
            Sort(members, output.Rented);
            if (HoldsTwins(members, output.Rented))
            {
                return false;
            }

            Rewrite(members, ref output);
        }

        _open.RemoveRange(first, _open.Count - first);
        return true;
    }

    /// <summary>Ends the outermost object, which holds everything else: its members stay where they are, and their order is given instead.</summary>
    /// <returns><see langword="null"/> when a name stands twice.</returns>
    public Range[]? EndOutermost(ref CanonicalBuffer output)
    {
        var members = CollectionsMarshal.AsSpan(_open);
        Sort(members, output.Rented);
        if (HoldsTwins(members, output.Rented))
        {
            return null;
        }

        var order = new List<Range>(members.Length);
        foreach (var member in members)
        {
            if (!member.IsIgnored)
            {
                order.Add(member.Start..member.End);
            }
        }

        return [.. order];
    }

    public void Dispose()
    {
        if (_copy.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_copy);
            _copy = [];
        }
    }

    private static bool IsInOrder(ReadOnlySpan<Member> members, byte[] bytes)
    {
        for (var index = 0; index < members.Length; index++)
        {
            if (members[index].IsIgnored || (index > 0 && ByName.Compare(bytes, members[index - 1], members[index]) >= 0))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Objects have few members, and those are mostly in order: inserting is quicker than any sort that has to be set up.</summary>
    private static void Sort(Span<Member> members, byte[] bytes)
    {
        if (members.Length > FewMembers)
        {
            members.Sort(new ByName(bytes));
            return;
        }

        for (var index = 1; index < members.Length; index++)
        {
            var member = members[index];
            var place = index;
            for (; place > 0 && ByName.Compare(bytes, members[place - 1], member) > 0; place--)
            {
                members[place] = members[place - 1];
            }

            members[place] = member;
        }
    }

    private static bool HoldsTwins(ReadOnlySpan<Member> sorted, byte[] bytes)
    {
        for (var index = 1; index < sorted.Length; index++)
        {
            if (ByName.Compare(bytes, sorted[index - 1], sorted[index]) == 0)
            {
                return true;
            }
        }

        return false;
    }

    private void Rewrite(ReadOnlySpan<Member> sorted, ref CanonicalBuffer output)
    {
        var start = int.MaxValue;
        foreach (var member in sorted)
        {
            start = Math.Min(start, member.Start);
        }

        var written = output.From(start);
        if (_copy.Length < written.Length)
        {
            Dispose();
            _copy = ArrayPool<byte>.Shared.Rent(written.Length);
        }

        written.CopyTo(_copy);
        output.Cut(start);
        foreach (var member in sorted)
        {
            if (!member.IsIgnored)
            {
                output.Add(_copy.AsSpan(member.Start - start, member.End - member.Start));
            }
        }
    }

    private readonly record struct Member(int Start, int NameEnd, int End, bool IsIgnored);

    /// <summary>Backwards: type before text, role before content. So most objects stand in order as clients write them, and nothing has to be moved.</summary>
    private readonly struct ByName(byte[] bytes) : IComparer<Member>
    {
        public static int Compare(byte[] bytes, Member left, Member right) => Name(bytes, right).SequenceCompareTo(Name(bytes, left));

        public int Compare(Member left, Member right) => Compare(bytes, left, right);

        private static ReadOnlySpan<byte> Name(byte[] bytes, Member member) => bytes.AsSpan(member.Start..member.NameEnd)[sizeof(int)..];
    }
}
