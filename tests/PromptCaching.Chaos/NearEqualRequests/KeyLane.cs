using System.Text;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Makes one pair after the other, and compares what the key says with what the oracle says.</summary>
internal sealed class KeyLane(IReadOnlyList<Tree> bodies, ScenarioRun run)
{
    private const int OneControlIn = 16;
    private const int MostToShow = 10;
    private readonly Envelopes _envelopes = new(static () => CacheSecrets.FromKeys);
    private readonly Dictionary<int, (string Key, UInt128 Meaning)> _originals = [];
    private readonly SeenKeys _seen = new();
    private readonly SeenKeys _seenByControl = new();
    private readonly string _usual = Sender.Usual.Meaning()!;
    private int _shown;

    public int FalseHits => _seen.FalseHits + UnclearKeys;

    public int Misses => _seen.Misses + Refused;

    public int CaughtByControl => _seenByControl.FalseHits;

    /// <summary>Gets how many bodies got a key that readers understand differently.</summary>
    public int UnclearKeys { get; private set; }

    /// <summary>Gets how many bodies got no key that ask the same as one that has one.</summary>
    public int Refused { get; private set; }

    public int Different { get; private set; }

    public int Equal { get; private set; }

    public void Try(int operation)
    {
        var chance = run.ChanceOf(operation);
        var number = chance.Next(bodies.Count);
        var body = bodies[number];
        if (!_originals.TryGetValue(number, out var original))
        {
            var plain = SpellingWriter.Write(body, null);
            _originals[number] = original = (KeyOf(Sender.Usual, plain)!, Meaning.Of(_usual, plain)!.Value);
        }

        _seen.Add(original.Key, original.Meaning);
        var kind = chance.Next(10);
        var sender = kind == 0 ? SenderChanges.Some(chance) : Sender.Usual;
        var changed = kind switch
        {
            0 => body,
            < 7 => TreeChanges.ChangeOne(body, chance),
            _ => EqualSpellings.Some(body, chance),
        };
        var spelled = SpellingWriter.Write(changed, kind >= 7 || chance.OneIn(2) ? chance : null);
        var key = KeyOf(sender, spelled);
        var meaning = sender.Meaning() is { } who ? Meaning.Of(who, spelled) : null;
        Judge(operation, original, key, meaning, spelled);
        if (operation % OneControlIn == 0 && meaning is { } known && changed.Kind == TreeKind.Object)
        {
            Control(sender, body, original.Meaning, changed, known);
        }
    }

    private void Judge(int operation, (string Key, UInt128 Meaning) original, string? key, UInt128? meaning, byte[] spelled)
    {
        var isEqual = meaning == original.Meaning;
        (Equal, Different) = isEqual ? (Equal + 1, Different) : (Equal, Different + 1);
        if (key is null)
        {
            // What is not cached cannot be mistaken, but what asks the same as something that is cached, should be too.
            Refused += isEqual ? 1 : 0;
            Show(isEqual, operation, "has no key, but its like has one", spelled);
        }
        else if (meaning is null)
        {
            UnclearKeys++;
            Show(true, operation, "has a key, though readers differ on it", spelled);
        }
        else
        {
            Show(!_seen.Add(key, meaning.Value), operation,
                isEqual ? "has another key than its like" : "has the key of another question, or another than its like", spelled);
        }
    }

    /// <summary>A key that forgets the tools: were it ours, this is how it would be found out.</summary>
    private void Control(Sender sender, Tree body, UInt128 meaningOfBody, Tree changed, UInt128 meaning)
    {
        if (KeyOf(Sender.Usual, SpellingWriter.Write(body.Without("tools"), null)) is { } first
            && KeyOf(sender, SpellingWriter.Write(changed.Without("tools"), null)) is { } second)
        {
            _seenByControl.Add(first, meaningOfBody);
            _seenByControl.Add(second, meaning);
        }
    }

    private string? KeyOf(Sender sender, byte[] body) =>
        sender.EnvelopeOf(_envelopes) is { } envelope ? Question.Read(body, default, envelope, default)?.Key.Text : null;

    private void Show(bool isWrong, int operation, string what, byte[] spelled)
    {
        if (isWrong && _shown++ < MostToShow)
        {
            run.Progress.WriteLine($"operation {operation} {what}: {Encoding.UTF8.GetString(spelled)}");
        }
    }
}
