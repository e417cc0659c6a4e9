namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What one client sends over time: conversations that grow, are repeated, edited, branched and left, and prompts that change under them.</summary>
internal sealed class Session
{
    private const int UsualLength = 8_000;
    private const int UnusualLength = 150_000;

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.Zero, TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(40), TimeSpan.FromMinutes(4.9), TimeSpan.FromMinutes(20), TimeSpan.FromHours(2)];

    private static readonly Piece[] Nothing = [new("null"), new("[]")];

    private readonly Random _chance;
    private readonly Pen _pen;
    private readonly ModelTraits _traits;
    private readonly BetaSet _betas;
    private readonly Speaker _speaker;
    private readonly string _version;
    private readonly bool _marksItself;
    private readonly bool _mayBeBlank;
    private readonly int _longest;
    private readonly List<Exchange> _conversation = [];
    private string _model;
    private IReadOnlyList<Piece> _tools;
    private Piece? _system;

    private Session(Random chance)
    {
        _chance = chance;
        _pen = new Pen(chance, isOdd: chance.OneIn(3));
        _betas = BetaSet.Some(chance);
        _version = chance.OneIn(4) ? "2026-10-21" : "2023-06-01";
        var traits = ModelTraits.Some(chance);
        _traits = _version == "2026-10-21" ? traits with { TakesSampling = false } : traits;
        _mayBeBlank = chance.OneIn(2);
        _speaker = new Speaker(_pen, _traits, _betas, _mayBeBlank);
        _marksItself = chance.OneIn(2);
        _longest = chance.OneIn(150) ? UnusualLength : UsualLength;
        _model = chance.Pick(_traits.Names);
        _tools = Tools();
        _system = SystemPrompt();
        _conversation.Add(_speaker.Ask([]));
    }

    public static IReadOnlyList<GeneratedRequest> Write(Random chance, int length)
    {
        var session = new Session(chance);
        var requests = new List<GeneratedRequest> { session.Request() };
        while (requests.Count < length)
        {
            session.GoOn(requests[^1].Body.Length);
            requests.Add(session.Request());
        }

        return requests;
    }

    private void GoOn(int length)
    {
        switch (length > _longest ? 0 : _chance.Next(16))
        {
            case 0 or 1:
                _conversation.Clear();
                _conversation.Add(_speaker.Ask([]));
                break;
            case 2:
                break;
            case 3:
                _conversation[^1] = _speaker.Ask(CallsBefore(_conversation.Count - 1));
                break;
            case 4 or 5:
                var kept = _chance.Next(_conversation.Count);
                _conversation.RemoveRange(kept, _conversation.Count - kept);
                _conversation.Add(_speaker.Ask(CallsBefore(kept)));
                break;
            case 6 when _chance.OneIn(2):
                _system = SystemPrompt();
                break;
            case 7 when _chance.OneIn(2):
                _tools = Tools();
                break;
            case 8 when _chance.OneIn(2):
                _model = _chance.Pick(_traits.Names);
                break;
            default:
                _conversation[^1] = _speaker.Answer(_conversation[^1]);
                _conversation.Add(_speaker.Ask(_conversation[^1].Calls));
                break;
        }
    }

    private IReadOnlyList<string> CallsBefore(int exchange) => exchange == 0 ? [] : _conversation[exchange - 1].Calls;

    private GeneratedRequest Request()
    {
        var begun = _speaker.Begin();
        var settings = new Settings(_pen, begun is null ? _traits : _traits with { Thinking = [] }, _betas, _tools.Count > 0);
        var messages = _conversation.SelectMany(static exchange => exchange.Asked.Concat(exchange.Answered));
        var parts = new BodyParts(
            _tools.Count > 0 ? _pen.Array(_tools) : _chance.OneIn(8) ? _chance.Pick(Nothing) : null,
            _system,
            _pen.Array(begun is null ? messages : messages.Append(begun)),
            [("model", _pen.Text(_model)), .. settings.Some()]);
        var markers = _marksItself && !_chance.OneIn(5) ? OwnMarkers.Some(_chance, parts.PlaceCount) : OwnMarkers.None;
        return new GeneratedRequest(_chance.Pick(Pauses), _version, _betas.Header, parts.ToBytes(_pen, markers));
    }

    private IReadOnlyList<Piece> Tools() => _chance.OneIn(3) && !_betas.HasMcp ? [] : new Tools(_pen, _betas).Some();

    private Piece? SystemPrompt() => _chance.Next(4) switch
    {
        0 => _chance.OneIn(8) ? _chance.Pick(Nothing) : null,

        // Where nothing else is blank, the emulator takes a blank system prompt as it takes none.
        1 when !_mayBeBlank && _chance.OneIn(8) => _pen.Text(_chance.OneIn(2) ? "" : Words.Nothing(_chance)),
        1 => _pen.Text(_chance.OneIn(20) ? Words.Many(_chance, 1500) : Words.Some(_chance)),
        _ => _pen.Array(Enumerable.Range(0, 1 + _chance.Few(2, 12)).Select(_ =>
            _pen.Block(("type", _pen.Text("text")), ("text", _pen.Text(Words.Some(_chance))), ("citations", _chance.OneIn(40) ? "null" : null))).ToArray()),
    };
}
