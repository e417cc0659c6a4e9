using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Tests.Messages.Json;

public partial class WireConverterTests
{
    [Fact]
    public void The_serializer_takes_our_types_without_reflection()
    {
        var stored = new Stored(MessageRequest.From("hi"), new TextBlock("a"), StopReason.EndTurn, [new TextBlock("b")], "c");

        var json = JsonSerializer.Serialize(stored, StoredJson.Default.Stored);
        var read = JsonSerializer.Deserialize(json, StoredJson.Default.Stored)!;

        json.Should().Be(
            """{"Request":{"messages":[{"role":"user","content":"hi"}]},"Block":{"type":"text","text":"a"},"Reason":"end_turn","Blocks":[{"type":"text","text":"b"}],"Content":"c"}""");
        read.Block.Should().Be(stored.Block);
        read.Reason.Should().Be(StopReason.EndTurn);
        read.Request.Messages.Should().Equal(stored.Request.Messages);
    }

    [Fact]
    public void A_member_of_a_union_is_written_the_same_whether_it_is_known_by_its_own_type_or_its_root()
    {
        const string Json = """{"type":"text","text":"a"}""";

        JsonSerializer.Serialize(new TextBlock("a")).Should().Be(Json);
        JsonSerializer.Serialize<ContentBlock>(new TextBlock("a")).Should().Be(Json);
        JsonSerializer.Deserialize<TextBlock>(Json).Should().Be(new TextBlock("a"));
    }

    [Fact]
    public void Every_type_on_the_wire_has_the_converter()
    {
        var types = typeof(WireObject).Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.StartsWith("PromptCaching.Messages", StringComparison.Ordinal))
            .Where(type => type != typeof(WireObject) && (type.IsAssignableTo(typeof(WireObject)) || type.IsValueType));

        types.Should().NotBeEmpty().And.OnlyContain(type => type.GetCustomAttributes(typeof(JsonConverterAttribute), false).Length == 1);
    }

    [Fact]
    public void What_is_no_string_is_no_open_enum()
    {
        var read = () => JsonSerializer.Deserialize<Role>("7");

        read.Should().Throw<JsonException>();
    }

    [Fact]
    public void Data_from_the_serializer_does_not_hang_on_its_document()
    {
        MessageStreamEvent read;
        using (var document = JsonDocument.Parse("""{"type":"tomorrow","x":[1]}"""))
        {
            read = document.Deserialize<MessageStreamEvent>()!;
        }

        JsonSerializer.Serialize(read).Should().Be("""{"type":"tomorrow","x":[1]}""");
    }

    internal sealed record Stored(MessageRequest Request, ContentBlock Block, StopReason Reason, IReadOnlyList<TextBlock> Blocks, MessageContent Content);

    [JsonSerializable(typeof(Stored))]
    internal sealed partial class StoredJson : JsonSerializerContext;
}
