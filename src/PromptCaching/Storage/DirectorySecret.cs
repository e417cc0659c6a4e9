using System.Security.Cryptography;

namespace PromptCaching.Storage;

/// <summary>A secret that lies beside the entries of a directory, for its owner alone: what was stored opens again after a restart.</summary>
internal static class DirectorySecret
{
    private const string FileName = "secret";
    private const int Length = 32;

    public static byte[] ReadOrCreate(string directory)
    {
        Directory.CreateDirectory(directory);
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            // Written whole beside it and then moved without overwriting: of two processes that start at once, both read the one that came first.
            var unfinished = path + "." + Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
            Write(unfinished, RandomNumberGenerator.GetBytes(Length));
            try
            {
                File.Move(unfinished, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(unfinished);
            }
        }

        var secret = File.ReadAllBytes(path);
        return secret.Length == Length
            ? secret
            : throw new InvalidDataException($"The file '{path}' should hold a secret of {Length} bytes and has {secret.Length}; delete it to get a new one.");
    }

    private static void Write(string path, byte[] secret)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(secret);
    }
}
