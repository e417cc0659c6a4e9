using System.Globalization;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>Writes the messages of a conversation, each where the API lets it stand.</summary>
internal sealed class Speaker(Pen pen, ModelTraits traits, BetaSet betas, bool mayBeBlank)
{
    private readonly UserBlocks _user = new(pen);
    private readonly AssistantBlocks _assistant = new(pen, mayBeBlank);
    private readonly ServerBlocks _server = new(pen, betas);
    private readonly SystemMessages _system = new(pen, betas);
    private int _ids;

    private Random Chance => pen.Chance;

    public Exchange Ask(IReadOnlyList<string> calls)
    {
        var results = calls.Select(_user.ToolResult).ToArray();
        if (Chance.OneIn(4))
        {
            Chance.Shuffle(results);
        }

        var isSaying = results.Length == 0 || Chance.OneIn(4);
        var said = isSaying ? Enumerable.Range(0, 1 + Chance.Few(2, 25)).Select(_ => _user.Any()).ToArray() : [];
        List<Piece> messages = results.Length == 0 && Chance.OneIn(3) ? [Message("user", pen.Text(Words.Some(Chance)))]
            : results.Length > 0 && said.Length > 0 && Chance.OneIn(4) ? [Message("user", pen.Array(results)), Message("user", pen.Array(said))]
            : [Message("user", pen.Array([.. results, .. said]))];
        if (traits.TakesSystemTurns && Chance.OneIn(8))
        {
            messages.Add(_system.Some());
        }

        return new Exchange(messages);
    }

    public Exchange Answer(Exchange asked)
    {
        if (Chance.OneIn(4))
        {
            return asked with { Answered = [Message("assistant", pen.Text(mayBeBlank && Chance.OneIn(30) ? Words.Nothing(Chance) : Words.Some(Chance)))] };
        }

        var calls = Chance.OneIn(2) ? Enumerable.Range(0, 1 + Chance.Few(2, 60)).Select(_ => Id("toolu_")).ToArray() : [];
        List<Piece> blocks =
        [
            .. Repeat(_assistant.Thinking, Chance.OneIn(3) ? 1 + Chance.Few(1, 25) : 0),
            .. Chance.OneIn(4) ? _server.Some(Id("srvtoolu_")) : [],
            .. Repeat(_assistant.Text, Chance.Next(2)),
            .. calls.SelectMany(id => Chance.OneIn(20) ? [_assistant.Thinking(), _assistant.ToolUse(id)] : new[] { _assistant.ToolUse(id) }),
        ];
        if (blocks.Count == 0 || (calls.Length == 0 && Chance.OneIn(20)))
        {
            blocks.Add(Chance.OneIn(3) ? _assistant.Thinking() : _assistant.Text());
        }

        return asked with { Answered = [Message("assistant", pen.Array(blocks))], Calls = calls };
    }

    /// <summary>The beginning of an answer, for the model to continue: words put into its mouth, or a turn that its own tools interrupted.</summary>
    public Piece? Begin() => Chance.OneIn(20)
        ? Message("assistant", pen.Array([_assistant.Text(), _server.Use(Id("srvtoolu_"), "web_search"), .. _server.Some(Id("srvtoolu_"))]))
        : !traits.TakesPrefill || !Chance.OneIn(6) ? null
        : Message("assistant", Chance.Next(5) switch
        {
            0 => pen.Array(),
            1 => pen.Array(_assistant.Thinking()),
            2 => pen.Text("It is"),
            3 => pen.Array(_assistant.Text(), _assistant.Thinking()),
            _ => pen.Array(_assistant.Text()),
        });

    private Piece Message(string role, Piece content) => pen.Object(("role", pen.Text(role)), ("content", content));

    private string Id(string start) => start + (++_ids).ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<Piece> Repeat(Func<Piece> make, int times) => Enumerable.Range(0, times).Select(_ => make());
}
