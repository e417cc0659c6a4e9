using System.Reflection;
using System.Xml.Linq;

namespace PromptCaching.Tests.Conventions;

/// <summary>Who reads the documentation of an option learns its default.</summary>
public sealed class OptionsDocumentationTests
{
    [Theory]
    [InlineData("PromptCaching")]
    [InlineData("PromptCaching.Testing")]
    [InlineData("PromptCaching.Redis")]
    [InlineData("PromptCaching.AspNetCore")]
    [InlineData("PromptCaching.Guardrails")]
    public void Every_option_documents_its_default(string package)
    {
        var documentation = XDocument.Load(Path.Combine(AppContext.BaseDirectory, $"{package}.xml"));

        WithoutDefault(Assembly.Load(package).GetExportedTypes(), documentation).Should().BeEmpty();
    }

    [Fact]
    public void An_option_without_default_is_found_and_no_other()
    {
        var prefix = $"P:{typeof(MadeUpOptions).FullName!.Replace('+', '.')}.";
        var documentation = XDocument.Parse(
            $"""
            <doc><members>
              <member name="{prefix}Told"><summary>How often.</summary><value>The default is 2.</value></member>
              <member name="{prefix}Untold"><summary>How often.</summary></member>
            </members></doc>
            """);

        WithoutDefault([typeof(MadeUpOptions)], documentation).Should().Equal($"{prefix}Untold", $"{prefix}Undocumented");
    }

    private static IEnumerable<string> WithoutDefault(IEnumerable<Type> types, XDocument documentation)
    {
        var texts = documentation.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, member => member.Value);
        return from type in types
               where type.Name.EndsWith("Options", StringComparison.Ordinal)
               from property in type.GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Instance)
               let id = $"P:{type.FullName!.Replace('+', '.')}.{property.Name}"
               where !(texts.GetValueOrDefault(id) ?? "").Contains("default", StringComparison.OrdinalIgnoreCase)
               select id;
    }

    private sealed class MadeUpOptions
    {
        public int Told { get; set; } = 2;

        public int Untold { get; set; } = 2;

        public int Undocumented { get; set; } = 2;
    }
}
