namespace PromptCaching.Tests.Conventions;

/// <summary>The namespace line of a file says where the file is.</summary>
public sealed class NamespaceTests
{
    [Fact]
    public void Namespaces_follow_folders() =>
        Misplaced([.. SourceTree.Under("src", "tests", "samples")]).Should().BeEmpty();

    [Theory]
    [InlineData("src/PromptCaching/Http/A.cs", "namespace PromptCaching.Errors;")]
    [InlineData("src/PromptCaching/Bodies/A.cs", "namespace PromptCaching;")]
    [InlineData("src/PromptCaching/Messages/Json/A.cs", "namespace PromptCaching.Messages;")]
    [InlineData("src/PromptCaching.Testing/A.cs", "namespace PromptCaching;")]
    [InlineData("src/PromptCaching/A.cs", "public sealed class A;")]
    [InlineData("tests/PromptCaching.Tests/Http/A.cs", "namespace PromptCaching.Tests;")]
    public void A_namespace_elsewhere_is_found(string path, string code) => Misplaced([new(path, code)]).Should().ContainSingle();

    [Theory]
    [InlineData("src/PromptCaching/Messages/Json/A.cs", "using System;\n\nnamespace PromptCaching.Messages.Json;")]
    [InlineData("src/PromptCaching.Testing/A.cs", "namespace PromptCaching.Testing;")]
    [InlineData("src/PromptCaching/DependencyInjection/A.cs", "namespace PromptCaching;")]
    [InlineData("src/PromptCaching/Polyfills/A.cs", "namespace System.Threading;")]
    [InlineData("samples/QuickStart/Program.cs", "Console.WriteLine();")]
    [InlineData("src/PromptCaching/Usings.cs", "[assembly: CLSCompliant(false)]")]
    public void A_namespace_in_its_place_is_left_alone(string path, string code) => Misplaced([new(path, code)]).Should().BeEmpty();

    private static IEnumerable<string> Misplaced(IEnumerable<SourceFile> files) =>
        from file in files
        let project = file.Folder.IndexOf('/', StringComparison.Ordinal) + 1
        let folder = file.Folder[project..]
        let expected = folder.Replace('/', '.')
        where file.Namespace is { } actual ? actual != expected && !MayDiffer(folder, actual) : file.Types.Any() && !IsProgram(file)
        select $"{file.Path}: namespace {file.Namespace ?? "(none)"}, its folder says {expected}";

    private static bool MayDiffer(string folder, string actual) => Architecture.OtherNamespaces.Any(other =>
        (folder + "/").StartsWith(other.Folder + "/", StringComparison.Ordinal) && Architecture.Covers(other.Namespace, actual));

    private static bool IsProgram(SourceFile file) => file.Path.EndsWith("/Program.cs", StringComparison.Ordinal);
}
