using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Prompts;
using PromptCaching.Tests.DependencyInjection;

namespace PromptCaching.Tests.Prompts;

public sealed class PromptLibraryTests
{
    [Fact]
    public void A_template_is_found_by_name_and_version_and_without_one_it_is_the_highest()
    {
        var library = new PromptLibrary(Named("a", "1.9"), Named("a", "1.10"), Named("a", "1"), Named("b", "9"));

        library.Get("a").Version.Should().Be("1.10");
        library.Get("a", "1.9").Version.Should().Be("1.9");
        library.Templates.Select(template => template.ToString()).Should().Equal("a@1", "a@1.9", "a@1.10", "b@9");
    }

    [Fact]
    public void One_name_and_version_twice_is_refused()
    {
        ((Action)(() => _ = new PromptLibrary(Named("a", "1"), Named("a", "1")))).Should().Throw<ArgumentException>().WithMessage("*a@1 is there twice*");
        ((Action)(() => new PromptLibrary(Named("a", "1")).With(Named("a", "1")))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void What_is_not_there_is_said_with_what_is()
    {
        var library = new PromptLibrary(Named("a", "1"), Named("a", "2"));

        ((Action)(() => library.Get("b"))).Should().Throw<KeyNotFoundException>().WithMessage("There is no template b; there are: a.");
        ((Action)(() => library.Get("a", "3"))).Should().Throw<KeyNotFoundException>().WithMessage("There is no version 3 of a; there are: 1, 2.");
    }

    [Fact]
    public void A_directory_is_read_with_those_below_it_and_without_other_files()
    {
        var directory = Directory.CreateTempSubdirectory("prompts");
        try
        {
            Directory.CreateDirectory(Path.Combine(directory.FullName, "more"));
            File.WriteAllText(Path.Combine(directory.FullName, "a.prompt.md"), Text("a", "1"));
            File.WriteAllText(Path.Combine(directory.FullName, "more", "b.prompt.md"), Text("b", "1"));
            File.WriteAllText(Path.Combine(directory.FullName, "README.md"), "No template.");

            PromptLibrary.FromDirectory(directory.FullName).Templates.Select(template => template.Name).Should().Equal("a", "b");

            File.WriteAllText(Path.Combine(directory.FullName, "c.prompt.md"), "No template.");
            ((Action)(() => PromptLibrary.FromDirectory(directory.FullName))).Should().Throw<FormatException>().WithMessage("*c.prompt.md(1): *");
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Embedded_resources_are_read_by_the_beginning_of_their_names()
    {
        PromptLibrary.FromResources(typeof(PromptLibraryTests).Assembly).Get("greeting").Parameters.Should().ContainSingle();
        PromptLibrary.FromResources(typeof(PromptLibraryTests).Assembly, "Elsewhere.").Templates.Should().BeEmpty();
    }

    [Fact]
    public void All_templates_of_a_host_are_in_one_library()
    {
        using var provider = Registered.Provider(services => services.AddClaudeCaching()
            .AddPrompts(new PromptLibrary(Named("a", "1"))).AddPrompts(new PromptLibrary(Named("b", "1"))));

        provider.GetRequiredService<PromptLibrary>().Templates.Select(template => template.Name).Should().Equal("a", "b");
    }

    private static PromptTemplate Named(string name, string version) => PromptTemplate.Parse(Text(name, version));

    private static string Text(string name, string version) => $"---\nname: {name}\nversion: {version}\n---\nGreet.";
}
