namespace QuickStart;

/// <summary>Reads the text that the user names.</summary>
internal static class DocumentFile
{
    /// <exception cref="UsageException">There is no text to ask about.</exception>
    public static SourceText Read(string path)
    {
        var text = TextOf(path);
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException($"The document '{path}' is empty: there is nothing to ask about.");
        }

        return text.Contains('\0', StringComparison.Ordinal)
            ? throw new UsageException($"The document '{path}' is not a text file.")
            : new SourceText($"the document {Path.GetFileName(path)}", [text]);
    }

    private static string TextOf(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"The document '{path}' is a directory; name a text file.");
        }

        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"The document '{path}' does not exist.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The document '{path}' cannot be read: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }
}
