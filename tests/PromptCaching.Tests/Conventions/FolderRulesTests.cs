using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>Holds src/PromptCaching to the table in <see cref="Architecture"/>.</summary>
public sealed partial class FolderRulesTests
{
    private const string Core = "src/PromptCaching";

    [Fact]
    public void Every_folder_uses_only_what_the_architecture_allows() => ForbiddenUses(SourceTree.Under(Core)).Should().BeEmpty();

    [Fact]
    public void Every_name_of_others_is_mentioned_only_in_the_folder_that_owns_it() =>
        ForbiddenNames(SourceTree.Under(Core)).Should().BeEmpty();

    [Fact]
    public void Every_folder_has_its_row_in_the_architecture() => FoldersWithoutRule(SourceTree.Under(Core)).Should().BeEmpty();

    [Theory]
    [InlineData("Retrying", "using PromptCaching.ResponseCaching;")]
    [InlineData("Retrying", "global using PromptCaching.Messages.Content;")]
    [InlineData("Retrying", "using static PromptCaching.Messages.Message;")]
    [InlineData("Retrying", "internal sealed class A { private PromptCaching.Storage.CacheRegion _region; }")]
    [InlineData("Retrying", "internal sealed class A { private Storage.CacheRegion _region; }")]
    [InlineData("Retrying", "internal sealed class A { private Messages.Content.Block _block; }")]
    [InlineData("Retrying", "internal sealed class A { private ClaudeClientOptions _options; }")]
    [InlineData("Retrying", "internal sealed class A { private IClaudeBuilder _builder; }")]
    [InlineData("Authentication", "internal sealed class A { private ClaudeClient _client; }")]
    [InlineData("Errors", "using PromptCaching.Messages.Content;")]
    [InlineData("Storage", "using PromptCaching.Errors;")]
    [InlineData("Bodies", "using PromptCaching.Http;")]
    [InlineData("Messages/Content", "using PromptCaching.Http;")]
    [InlineData(null, "using PromptCaching.Retrying;")]
    public void A_forbidden_use_is_found(string? folder, string code) => ForbiddenUses(MadeUp(folder, code)).Should().ContainSingle();

    [Theory]
    [InlineData("ResponseCaching", "using PromptCaching.Storage;")]
    [InlineData("Retrying", "using PromptCaching.Http;\nusing PromptCaching.Errors;")]
    [InlineData("Retrying", "// Unlike PromptCaching.Storage.CacheRegion this keeps nothing.")]
    [InlineData("Retrying", "internal sealed class A(Request request) { private int Count => request.Messages.Count + Messages.Count; }")]
    [InlineData("Authentication", "internal sealed class A { private ClaudeClientOptions _options; }")]
    [InlineData("Errors", "using PromptCaching.Messages;\nusing PromptCaching.Messages.Json;")]
    [InlineData("Messages/Content", "using PromptCaching.Messages;\nusing PromptCaching.Messages.Json;")]
    [InlineData("DependencyInjection", "using PromptCaching.Retrying;\nusing PromptCaching.Messages;")]
    [InlineData(null, "using PromptCaching.Messages;\nusing PromptCaching.Accounting;")]
    public void An_allowed_use_is_left_alone(string? folder, string code) => ForbiddenUses(MadeUp(folder, code)).Should().BeEmpty();

    [Theory]
    [InlineData("ResponseCaching", "using Microsoft.Extensions.Caching.Distributed;\ninternal sealed class A(IDistributedCache cache);")]
    [InlineData("RateLimiting", "using Polly;")]
    [InlineData("RateLimiting", "using Polly.Retry;")]
    [InlineData("Retrying", "using System.Threading.RateLimiting;")]
    [InlineData("Http", "using Microsoft.Extensions.DependencyInjection.Extensions;")]
    [InlineData("Http", "internal static class A { public static void Add(IServiceCollection services) { } }")]
    [InlineData("Http", "#if NET8_0\nusing System;\n#endif")]
    public void A_name_in_the_wrong_folder_is_found(string folder, string code) =>
        ForbiddenNames(MadeUp(folder, code)).Should().ContainSingle();

    [Theory]
    [InlineData("Storage", "internal sealed class A(IDistributedCache cache);")]
    [InlineData("Retrying", "using Polly;")]
    [InlineData("RateLimiting", "using System.Threading.RateLimiting;")]
    [InlineData("Polyfills", "#if NET8_0\nusing System;\n#endif")]
    [InlineData("Http", "internal static class A { public const string B = \"Polly is an IDistributedCache\"; } // Polly")]
    public void A_name_in_its_own_folder_or_in_prose_is_left_alone(string folder, string code) =>
        ForbiddenNames(MadeUp(folder, code)).Should().BeEmpty();

    [Fact]
    public void A_folder_without_a_row_is_found() => FoldersWithoutRule(MadeUp("Helpers", "")).Should().ContainSingle();

    internal static IEnumerable<string> ForbiddenUses(IReadOnlyList<SourceFile> files)
    {
        var map = new CoreMap(files);
        return from file in files
               let rule = Architecture.Folders.FirstOrDefault(rule => rule.Folder == Top(FolderOf(file)))
               where rule is not null
               from mention in map.MentionsIn(file).Distinct()
               where Top(mention.Folder) != rule.Folder && Top(mention.Folder) != "Polyfills" && !rule.Allows(mention)
               select $"{file.Path}: {rule.Folder} must not use {mention}";
    }

    internal static IEnumerable<string> ForbiddenNames(IReadOnlyList<SourceFile> files) =>
        from file in files
        from owned in Architecture.OwnedNames
        where !owned.Folders.Contains(Top(FolderOf(file)))
        let mention = Regex.Match(file.Code, $@"(?<![\w.]){Regex.Escape(owned.Name)}(?!\w)")
        where mention.Success
        select $"{file.Path}({file.LineOf(mention.Index)}): only {string.Join(" and ", owned.Folders)} may mention {owned.Name}";

    internal static IEnumerable<string> FoldersWithoutRule(IReadOnlyList<SourceFile> files) =>
        files.Select(file => Top(FolderOf(file))).Distinct().Except(Architecture.Folders.Select(rule => rule.Folder));

    /// <summary>The folder inside the core, with dots as in its namespace; <see cref="Architecture.Root"/> at the top.</summary>
    internal static string FolderOf(SourceFile file) =>
        file.Folder == Core ? Architecture.Root : file.Folder[(Core.Length + 1)..].Replace('/', '.');

    private static string Top(string folder) => folder.Split('.')[0];

    private static SourceFile[] MadeUp(string? folder, string code) =>
    [
        new($"{Core}/ClaudeClient.cs", "namespace PromptCaching;\n\npublic sealed class ClaudeClient;\n"),
        new($"{Core}/ClaudeClientOptions.cs", "namespace PromptCaching;\n\npublic sealed class ClaudeClientOptions;\n"),
        new($"{Core}/DependencyInjection/IClaudeBuilder.cs", "namespace PromptCaching;\n\npublic interface IClaudeBuilder;\n"),
        new($"{Core}/Messages/Content/Block.cs", "namespace PromptCaching.Messages.Content;\n\npublic sealed record Block;\n"),
        new($"{Core}/Storage/CacheRegion.cs", "namespace PromptCaching.Storage;\n\ninternal sealed class CacheRegion;\n"),
        new($"{Core}/{(folder is null ? "" : folder + "/")}MadeUp.cs", $"namespace PromptCaching.{folder ?? "Root"};\n\n{code}\n"),
    ];
}
