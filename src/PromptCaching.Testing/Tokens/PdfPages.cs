using System.Buffers.Text;

namespace PromptCaching.Testing.Tokens;

/// <summary>Guesses the pages of a PDF from its page objects, or from its size where they are packed away.</summary>
internal static class PdfPages
{
    private const int BytesPerPage = 50_000;

    public static int Count(ReadOnlySpan<byte> base64)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        Base64.DecodeFromUtf8(base64, bytes, out _, out var written);
        var file = bytes.AsSpan(0, written);
        var found = 0;
        for (var at = file.IndexOf("/Type"u8); at >= 0; at = file.IndexOf("/Type"u8))
        {
            file = file[(at + "/Type"u8.Length)..];
            var value = file.TrimStart(" \r\n"u8);
            found += value.StartsWith("/Page"u8) && !value.StartsWith("/Pages"u8) ? 1 : 0;
        }

        return found > 0 ? found : 1 + (written / BytesPerPage);
    }
}
