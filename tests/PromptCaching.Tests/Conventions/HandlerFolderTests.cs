using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>Who knows one handler folder knows them all.</summary>
public sealed partial class HandlerFolderTests
{
    [Fact]
    public void Every_handler_folder_rhymes() =>
        (from feature in Architecture.RhymingFolders
         let folder = Path.Combine(SourceTree.Root, "src/PromptCaching", feature)
         where Directory.Exists(folder)
         from fault in Faults(feature, Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText))
         select fault).Should().BeEmpty();

    [Theory]
    [InlineData("RetryingHandler.cs", "Retrying has no RetryingHandler.cs")]
    [InlineData("RetryingOptions.cs", "Retrying has no RetryingOptions.cs")]
    [InlineData("RetryingOptionsValidator.cs", "Retrying has no RetryingOptionsValidator.cs")]
    [InlineData("README.md", "Retrying has no README.md")]
    [InlineData("Log.cs", "Retrying logs but has no Log.cs")]
    public void A_missing_file_is_found(string file, string fault)
    {
        var files = GoodFolder();
        files.Remove(file);

        Faults("Retrying", files).Should().Equal(fault);
    }

    [Theory]
    [InlineData(19)]
    [InlineData(41)]
    public void A_note_of_another_length_is_found(int lines) =>
        Faults("Retrying", new(GoodFolder()) { ["README.md"] = Note(lines) })
            .Should().Equal($"Retrying/README.md has {lines} lines, not 20 to 40");

    [Fact]
    public void A_good_folder_is_left_alone() => Faults("Retrying", GoodFolder()).Should().BeEmpty();

    private static IEnumerable<string> Faults(string feature, Dictionary<string, string> files)
    {
        string[] required = [$"{feature}Handler.cs", $"{feature}Options.cs", $"{feature}OptionsValidator.cs", "README.md"];
        foreach (var missing in required.Where(file => !files.ContainsKey(file)))
        {
            yield return $"{feature} has no {missing}";
        }

        if (files.TryGetValue("README.md", out var note) && note.TrimEnd().Split('\n').Length is var lines and (< 20 or > 40))
        {
            yield return $"{feature}/README.md has {lines} lines, not 20 to 40";
        }

        if (!files.ContainsKey("Log.cs") && files.Any(file => file.Key != "README.md" && Logger().IsMatch(CodeOnly.Of(file.Value))))
        {
            yield return $"{feature} logs but has no Log.cs";
        }
    }

    private static Dictionary<string, string> GoodFolder() => new()
    {
        ["RetryingHandler.cs"] = "internal sealed class RetryingHandler(ILogger<RetryingHandler> logger);",
        ["RetryingOptions.cs"] = "",
        ["RetryingOptionsValidator.cs"] = "",
        ["Log.cs"] = "",
        ["README.md"] = Note(30),
    };

    private static string Note(int lines) => string.Concat(Enumerable.Repeat("A reason.\n", lines));

    [GeneratedRegex(@"\b(ILogger|ILoggerFactory|LoggerMessage)\b")]
    private static partial Regex Logger();
}
