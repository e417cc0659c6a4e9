using PromptCaching.Guardrails.Validation;

namespace PromptCaching.Guardrails.Tests.Validation.Schemas;

public sealed class JsonAnswerTests
{
    private const string Schema =
        """
        {"type":"object","required":["name","tags"],"additionalProperties":false,
         "properties":{
           "name":{"type":"string","minLength":2,"maxLength":5,"pattern":"^[a-z]+$"},
           "age":{"type":["integer","null"],"minimum":0,"exclusiveMaximum":150},
           "kind":{"enum":["a","b",{"c":1}]},
           "tags":{"type":"array","minItems":1,"maxItems":2,"items":{"$ref":"#/$defs/tag"}},
           "either":{"anyOf":[{"type":"string"},{"type":"number"}]},
           "one":{"oneOf":[{"minimum":1},{"maximum":1}]},
           "pair":{"prefixItems":[{"type":"string"}],"items":{"type":"boolean"}},
           "not":{"not":{"const":1}},
           "all":{"allOf":[{"type":"number"},{"multipleOf":2}]},
           "tree":{"type":"object","properties":{"child":{"$ref":"#/properties/tree"}}}},
         "$defs":{"tag":{"type":"string"}}}
        """;

    [Theory]
    [InlineData("""{"name":"anna","tags":["x"]}""")]
    [InlineData("""{"name":"anna","age":null,"kind":{"c":1.0},"tags":["x","y"],"either":1,"one":0,"pair":["x",true],"not":2,"all":4}""")]
    [InlineData("```json\n{\"name\":\"anna\",\"age\":3.0,\"tags\":[\"x\"]}\n```")]
    [InlineData("""{"name":"anna","tags":["x"],"tree":{"child":{"child":{}}}}""")]
    public void An_answer_of_the_schema_is_fine(string answer) => Issues(answer).Should().BeEmpty();

    [Theory]
    [InlineData("[]", "$ is array, and the schema wants object.")]
    [InlineData("""{"tags":["x"]}""", "$.name is missing.")]
    [InlineData("""{"name":"a","tags":["x"]}""", "$.name breaks 'minLength' of the schema.")]
    [InlineData("""{"name":"abcdef","tags":["x"]}""", "$.name breaks 'maxLength' of the schema.")]
    [InlineData("""{"name":"ANN","tags":["x"]}""", "$.name breaks 'pattern' of the schema.")]
    [InlineData("""{"name":"anna","tags":[]}""", "$.tags breaks 'minItems' of the schema.")]
    [InlineData("""{"name":"anna","tags":["x","y","z"]}""", "$.tags breaks 'maxItems' of the schema.")]
    [InlineData("""{"name":"anna","tags":[1]}""", "$.tags[0] is number, and the schema wants string.")]
    [InlineData("""{"name":"anna","tags":["x"],"age":1.5}""", "$.age is number, and the schema wants integer or null.")]
    [InlineData("""{"name":"anna","tags":["x"],"age":-1}""", "$.age breaks 'minimum' of the schema.")]
    [InlineData("""{"name":"anna","tags":["x"],"age":150}""", "$.age breaks 'exclusiveMaximum' of the schema.")]
    [InlineData("""{"name":"anna","tags":["x"],"kind":"c"}""", "$.kind breaks 'enum' of the schema.")]
    [InlineData("""{"name":"anna","tags":["x"],"either":true}""", "$.either is none of the 2 things that the schema allows.")]
    [InlineData("""{"name":"anna","tags":["x"],"one":1}""", "$.one is not exactly one of the 2 things that the schema allows.")]
    [InlineData("""{"name":"anna","tags":["x"],"pair":["x",1]}""", "$.pair[1] is number, and the schema wants boolean.")]
    [InlineData("""{"name":"anna","tags":["x"],"not":1}""", "$.not is what the schema forbids.")]
    [InlineData("""{"name":"anna","tags":["x"],"all":3}""", "$.all breaks 'multipleOf' of the schema.")]
    [InlineData("""{"name":"anna","tags":["x"],"other":1}""", "$.other must not be there.")]
    public void What_breaks_the_schema_is_named_by_its_place(string answer, string problem) =>
        Issues(answer).Should().ContainSingle().Which.Should().Be(new ValidationIssue(ValidationCodes.SchemaMismatch, ValidationSeverity.Error, problem));

    [Theory]
    [InlineData("Here it is: {}")]
    [InlineData("{\"name\":")]
    [InlineData("")]
    public void What_is_no_JSON_is_an_error_of_its_own(string answer) => Issues(answer).Should().ContainSingle().Which.Code.Should().Be(ValidationCodes.NotJson);

    private static IReadOnlyList<ValidationIssue> Issues(string answer) =>
        new ResponseValidator(new ValidationOptions { MinLength = 0, JsonSchema = Schema }).Validate(answer).Issues;
}
