using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using PromptCaching.Schemas;

namespace PromptCaching.Tests.Schemas;

public sealed class EnforcedSchemaTests
{
    [Fact]
    public void Objects_are_closed_and_all_their_properties_required() =>
        Enforced(SomeTypes.Default.City).Should().Be(
            """{"type":"object","properties":{"name":{"type":"string","description":"As its people spell it."},"people":{"type":"integer"},"river":"""
            + """{"type":["string","null"]}},"required":["name","people","river"],"additionalProperties":false}""");

    [Fact]
    public void What_the_API_does_not_enforce_is_told_in_words()
    {
        var properties = Schema(SomeTypes.Default.Journey)["properties"]!;

        ((string)properties["takes"]!["description"]!).Should().StartWith("(pattern: \"^-?");
        properties["takes"]!["pattern"].Should().BeNull();
        ((string)properties["price"]!["description"]!).Should().Be("(default: 1.5)");
        properties["stops"]!["description"]!.GetValue<string>().Should().Be("In order.");
        properties["stops"]!["items"]!["additionalProperties"]!.GetValue<bool>().Should().BeFalse();
    }

    [Fact]
    public void Formats_and_enumerations_stay() =>
        Enforced(SomeTypes.Default.Journey).Should()
            .Contain("""season":{"type":"string","enum":["Spring","Autumn"]}""")
            .And.Contain("""leaves":{"type":["string","null"],"description":"(default: null)","format":"date-time"}""");

    [Fact]
    public void A_union_has_its_discriminator_in_each_branch_and_null_as_one_of_them() =>
        Enforced(SomeTypes.Default.Drawing).Should().Contain(
            """shape":{"anyOf":[{"type":"object","properties":{"$type":{"type":"string","const":"circle"},"radius":{"type":"number"}},"required":"""
            + """["$type","radius"],"additionalProperties":false},{"type":"object","properties":{"$type":{"type":"string","const":"square"},"side":"""
            + """{"type":"number"}},"required":["$type","side"],"additionalProperties":false},{"type":"null"}]}""");

    [Fact]
    public void A_number_that_may_be_read_from_a_text_is_asked_for_as_a_number() =>
        Enforced(LenientTypes.Default.City).Should().Contain("""People":{"type":"integer"}""");

    [Fact]
    public void A_type_without_properties_is_an_empty_object() =>
        Enforced(SomeTypes.Default.Empty).Should().Be("""{"type":"object","properties":{},"required":[],"additionalProperties":false}""");

    [Fact]
    public void Without_that_demand_what_is_optional_stays_so() =>
        ((JsonArray)EnforcedSchema.Of(TypeSchema.Of(SomeTypes.Default.Journey), demandsAll: false)["required"]!).Select(static name => (string)name!)
            .Should().Equal("stops", "season", "takes");

    [Theory]
    [InlineData(typeof(Person), "'mother' contains itself")]
    [InlineData(typeof(Basket), "'items' may have properties of any name")]
    [InlineData(typeof(Bag), "'things' may have properties of any name")]
    [InlineData(typeof(Box), "'anything' can be anything")]
    public void A_form_that_the_API_cannot_enforce_is_named(Type type, string why) =>
        FluentActions.Invoking(() => Schema(SomeTypes.Default.GetTypeInfo(type)!)).Should().Throw<NotSupportedException>().WithMessage($"*{why}*");

    private static JsonObject Schema(JsonTypeInfo type) => EnforcedSchema.Of(TypeSchema.Of(type), demandsAll: true);

    private static string Enforced(JsonTypeInfo type) => SchemaJson.ToElement(Schema(type)).GetRawText();
}
