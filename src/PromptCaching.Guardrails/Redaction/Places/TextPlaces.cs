using System.Runtime.InteropServices;
using System.Text.Json;

namespace PromptCaching.Guardrails.Redaction.Places;

/// <summary>Finds the strings of a body that carry content: tools first, then system, then what else there is, then messages.</summary>
/// <remarks>This is the order of the prompt, whatever the order of the members; what is appended to a conversation comes last.</remarks>
internal sealed class TextPlaces
{
    private const int Tools = 0;
    private const int SystemPrompt = 1;
    private const int Others = 2;
    private const int Conversation = 3;
    private const int DeepestNesting = 256;

    private readonly List<TextPlace>[] _sections = [[], [], [], []];
    private readonly List<(int Start, int Length)> _batchParameters = [];
    private List<TextPlace> _places;

    private TextPlaces() => _places = _sections[Others];

    public IEnumerable<TextPlace> InOrder => _sections.SelectMany(static section => section);

    /// <summary>Gets the bodies of a batch's requests; each is a conversation of its own.</summary>
    public IReadOnlyList<(int Start, int Length)> BatchParameters => _batchParameters;

    /// <exception cref="JsonException">The body is not one JSON object.</exception>
    public static TextPlaces OfRequest(ReadOnlySpan<byte> body) => Read(body, Zone.Root);

    /// <exception cref="JsonException">The answer, or the event, is not one JSON object.</exception>
    public static TextPlaces OfAnswer(ReadOnlySpan<byte> answer) => Read(answer, Zone.Structure);

    private static TextPlaces Read(ReadOnlySpan<byte> body, Zone zone)
    {
        var places = new TextPlaces();
        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = DeepestNesting });
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("It is not a JSON object.");
        }

        places.ReadObject(ref reader, zone);
        return reader.Read() ? throw new JsonException("Something follows the JSON object.") : places;
    }

    private void ReadValue(ref Utf8JsonReader reader, Zone zone)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                Add(ref reader, TextRole.Caller);
                break;
            case JsonTokenType.StartObject:
                ReadObject(ref reader, zone);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    ReadValue(ref reader, zone);
                }

                break;
            default:
                break;
        }
    }

    private void ReadObject(ref Utf8JsonReader reader, Zone zone)
    {
        if (zone is Zone.Input or Zone.Schema)
        {
            ReadFreeObject(ref reader, zone);
            return;
        }

        var first = _places.Count;
        string? type = null;
        var isOfModel = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var member = TextOf(ref reader);
            reader.Read();
            type = member == "type" && reader.TokenType == JsonTokenType.String ? TextOf(ref reader) : type;
            isOfModel |= zone is Zone.Messages && member == "role" && reader.TokenType == JsonTokenType.String && TextOf(ref reader) == "assistant";

            ReadMember(ref reader, zone, member);
        }

        if (zone is Zone.Structure && PlaceRules.IsLeftWhole(type))
        {
            _places.RemoveRange(first, _places.Count - first);
        }
        else if (isOfModel || (zone is Zone.Structure && PlaceRules.IsBound(type)))
        {
            MarkFrom(first, isOfModel ? TextRole.Model : TextRole.Bound);
        }
    }

    private void MarkFrom(int first, TextRole role)
    {
        foreach (ref var place in CollectionsMarshal.AsSpan(_places)[first..])
        {
            place = place.Role == TextRole.Caller ? place with { Role = role } : place;
        }
    }

    private void ReadFreeObject(ref Utf8JsonReader reader, Zone zone)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (zone is Zone.Input)
            {
                Add(ref reader, TextRole.Caller);
            }

            reader.Read();
            ReadValue(ref reader, zone);
        }
    }

    private void ReadMember(ref Utf8JsonReader reader, Zone zone, string member)
    {
        if (zone is Zone.Root)
        {
            ReadRootMember(ref reader, member);
        }
        else if (zone is Zone.Metadata && member == "user_id" && reader.TokenType == JsonTokenType.String)
        {
            Add(ref reader, TextRole.UserId);
        }
        else if (zone is Zone.Batch && member == "params" && reader.TokenType == JsonTokenType.StartObject)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            _batchParameters.Add((start, (int)reader.BytesConsumed - start));
        }
        else if (PlaceRules.IsMachineData(member)
            || (PlaceRules.IsIdentifier(member) && reader.TokenType == JsonTokenType.String && PlaceRules.LooksLikeIdentifier(reader.ValueSpan)))
        {
            reader.Skip();
        }
        else
        {
            ReadValue(ref reader, PlaceRules.ZoneOf(member));
        }
    }

    private void ReadRootMember(ref Utf8JsonReader reader, string member)
    {
        if (PlaceRules.IsRootParameter(member))
        {
            reader.Skip();
            return;
        }

        _places = _sections[member switch { "tools" => Tools, "system" => SystemPrompt, "messages" => Conversation, _ => Others }];
        ReadValue(ref reader, member switch
        {
            "messages" => Zone.Messages,
            "metadata" => Zone.Metadata,
            "requests" => Zone.Batch,
            "output_config" or "output_format" => Zone.Schema,
            _ => PlaceRules.ZoneOf(member),
        });
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException half)
        {
            throw new JsonException("The name of a member, or a type, holds half a surrogate pair.", half);
        }
    }

    private void Add(ref Utf8JsonReader reader, TextRole role)
    {
        if (reader.ValueSpan.Length > 0)
        {
            _places.Add(new TextPlace((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, role));
        }
    }
}
