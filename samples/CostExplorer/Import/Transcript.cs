using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>The lines of a transcript, and the requests that must have led to its answers.</summary>
internal sealed class Transcript
{
    private readonly Dictionary<string, TranscriptLine> _lines = [];
    private readonly Dictionary<string, List<JsonElement>> _answers = [];
    private readonly List<TranscriptLine> _firstOfAnswers = [];
    private readonly Dictionary<string, JsonElement> _results = [];
    private readonly Dictionary<bool, HiddenPrompt> _hidden = [];

    public void Add(TranscriptLine line)
    {
        // A resumed session repeats lines of the one before.
        if (!_lines.TryAdd(line.Id, line) || line.Message is not { } message || line.IsMadeUp)
        {
            return;
        }

        if (line.MessageId is not { } answer)
        {
            foreach (var block in message.Get("content").Items().Where(static block => block.Text("type") == "tool_result"))
            {
                _results.TryAdd(block.Text("tool_use_id") ?? "", block);
            }

            return;
        }

        if (!_answers.TryGetValue(answer, out var blocks))
        {
            _answers.Add(answer, blocks = []);
            _firstOfAnswers.Add(line);
        }

        blocks.AddRange(message.Get("content").Items());
    }

    public IEnumerable<ImportedRequest> Requests()
    {
        foreach (var answer in _firstOfAnswers)
        {
            var chain = Chain(answer);
            if (chain.Any(static line => line is { Message: not null, IsAssistant: false }))
            {
                var hidden = Hidden(answer, chain);
                yield return new ImportedRequest(
                    chain[^1].Time ?? answer.Time,
                    answer.IsSidechain ? $"{answer.Session}/{chain[0].Id}" : answer.Session,
                    writer => new TranscriptBody(_answers, _results, answer.Message!.Value.Text("model") ?? "", hidden).Write(writer, chain));
            }
        }
    }

    /// <summary>The messages before an answer, from the first one on.</summary>
    private List<TranscriptLine> Chain(TranscriptLine answer)
    {
        var chain = new List<TranscriptLine>();
        var seen = new HashSet<string>();
        for (var id = answer.Parent; id is not null && seen.Add(id) && _lines.TryGetValue(id, out var line); id = line.Parent)
        {
            if (line.Message is not null && !line.IsMadeUp && line.MessageId != answer.MessageId)
            {
                chain.Add(line);
            }
        }

        chain.Reverse();
        return chain;
    }

    /// <summary>The first request of a kind tells how much of its prompt is not in the transcript; all others of the kind share it.</summary>
    private HiddenPrompt Hidden(TranscriptLine answer, List<TranscriptLine> chain)
    {
        if (!_hidden.TryGetValue(answer.IsSidechain, out var hidden))
        {
            var visible = chain.Sum(static line => (line.Message?.Get("content") is { } content ? content.GetRawText().Length : 0) / 4);
            hidden = HiddenPrompt.Of(answer.Message?.Get("usage"), visible);
            _hidden.Add(answer.IsSidechain, hidden);
        }

        return hidden;
    }
}
