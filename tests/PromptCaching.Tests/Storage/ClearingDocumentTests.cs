using PromptCaching.Storage;

namespace PromptCaching.Tests.Storage;

public sealed class ClearingDocumentTests
{
    private static readonly ClearingStamps _stamps = ClearingStamps.None.With(7, new ClearingStamp(1_000, 0)).With(3, new ClearingStamp(2_000, 99));

    [Fact]
    public void What_is_written_is_read_label_time_and_content() =>
        ClearingDocument.Read(ClearingDocument.Write(_stamps), 2_000).All.Should().BeEquivalentTo(new Dictionary<ulong, ClearingStamp>
        {
            [7] = new(1_000, 0),
            [3] = new(2_000, 99),
        });

    [Theory]
    [InlineData(1_999, 1)]
    [InlineData(1_000, 1)]
    [InlineData(999, 0)]
    public void What_says_to_be_later_than_can_be_says_nothing(long latest, int read) =>
        ClearingDocument.Read(ClearingDocument.Write(_stamps), latest).All.Count.Should().Be(read);

    [Fact]
    public void Anything_else_holds_no_clearings()
    {
        var written = ClearingDocument.Write(_stamps);
        foreach (var bytes in (byte[][])[[], written[..4], written[..7], written[..^1], [.. written, 0], [.. "PCc2"u8, .. written[4..]]])
        {
            ClearingDocument.Read(bytes, 2_000).All.Should().BeEmpty();
        }

        ClearingDocument.Read(ClearingDocument.Write(ClearingStamps.None), 2_000).All.Should().BeEmpty();
    }
}
