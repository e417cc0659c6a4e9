using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace PackageContents;

/// <summary>A file of a package, with what a gallery needs it to be: an icon has a size, and a readme no link that leads nowhere.</summary>
internal static partial class ShownFile
{
    private const int WidthInPng = 16;

    public static string Describe(ZipArchiveEntry entry) => Path.GetExtension(entry.FullName) switch
    {
        ".png" => $"{entry.FullName}, {Size(entry)}",
        ".md" => $"{entry.FullName}, {RelativeLinks(entry)} relative links",
        ".xml" => $"{entry.FullName}, {(Text(entry).Contains("<member ", StringComparison.Ordinal) ? "not " : "")}empty",
        _ => entry.FullName,
    };

    // The header of a PNG: 8 bytes of signature, 8 of its first chunk's length and name, then width and height, big-endian.
    private static string Size(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        var header = new byte[WidthInPng + 8];
        stream.ReadExactly(header);
        return $"{BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(WidthInPng))} x {BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(WidthInPng + 4))}";
    }

    private static int RelativeLinks(ZipArchiveEntry entry) => RelativeLink().Count(Text(entry));

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\]\((?!https?://|#)[^)]*\)")]
    private static partial Regex RelativeLink();
}
