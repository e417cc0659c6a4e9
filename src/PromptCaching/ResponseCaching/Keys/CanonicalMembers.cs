using System.Buffers;
using System.Runtime.InteropServices;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>The members of the objects that are being written, so that each object's can be put into the order of their names.</summary>
internal sealed class CanonicalMembers
{
    private readonly List<Member> _open = [];

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
            members.Sort(new ByName(output.Rented));
            if (HoldsTwins(members, output.Rented))
            {
                return false;
            }

            Rewrite(members, ref output);
        }

        _open.RemoveRange(first, _open.Count - first);
        return true;
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

    private static void Rewrite(ReadOnlySpan<Member> sorted, ref CanonicalBuffer output)
    {
        var start = int.MaxValue;
        foreach (var member in sorted)
        {
            start = Math.Min(start, member.Start);
        }

        var written = output.From(start);
        var copy = ArrayPool<byte>.Shared.Rent(written.Length);
        written.CopyTo(copy);
        output.Cut(start);
        foreach (var member in sorted)
        {
            if (!member.IsIgnored)
            {
                output.Add(copy.AsSpan(member.Start - start, member.End - member.Start));
            }
        }

        ArrayPool<byte>.Shared.Return(copy);
    }

    private readonly record struct Member(int Start, int NameEnd, int End, bool IsIgnored);

    private readonly struct ByName(byte[] bytes) : IComparer<Member>
    {
        public static int Compare(byte[] bytes, Member left, Member right) => Name(bytes, left).SequenceCompareTo(Name(bytes, right));

        public int Compare(Member left, Member right) => Compare(bytes, left, right);

        private static ReadOnlySpan<byte> Name(byte[] bytes, Member member) => bytes.AsSpan(member.Start..member.NameEnd)[sizeof(int)..];
    }
}
