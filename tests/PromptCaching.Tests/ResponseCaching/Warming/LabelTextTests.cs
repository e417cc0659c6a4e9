using PromptCaching.ResponseCaching.Warming;
using PromptCaching.Storage;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class LabelTextTests
{
    [Theory]
    [InlineData(255, 0, "00000000000000ff")]
    [InlineData(1, 171, "0000000000000001:00000000000000ab")]
    [InlineData(ulong.MaxValue, ulong.MaxValue, "ffffffffffffffff:ffffffffffffffff")]
    public void A_label_is_written_in_hexadecimal_and_read_back(ulong name, ulong content, string text)
    {
        LabelText.Write(new EntryLabel(name, content)).Should().Be(text);
        LabelText.Read(text).Should().Be(new EntryLabel(name, content));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000000000000f")]
    [InlineData("00000000000000fff")]
    [InlineData("00000000000000fg")]
    [InlineData(" 0000000000000ff")]
    [InlineData("0000000000000001-00000000000000ab")]
    [InlineData("000000000000000g:00000000000000ab")]
    [InlineData("0000000000000001:00000000000000ag")]
    [InlineData("0000000000000001:00000000000000ab0")]
    public void What_an_export_never_wrote_is_none(string text) => text.Invoking(static one => LabelText.Read(one))
        .Should().Throw<FormatException>().WithMessage($"The label '{text}' is none that an export wrote.");
}
