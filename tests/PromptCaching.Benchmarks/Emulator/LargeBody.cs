using System.Text.Json;

namespace PromptCaching.Benchmarks.Emulator;

/// <summary>A whole call with a body of 4 MB, a third of it pictures: more text does not fit any model.</summary>
internal sealed class LargeBody : IRatio
{
    public const string FigureName = "emulator-call-4mb";

    private readonly byte[] _body = Bodies.Conversation(4 * 1024 * 1024, 4000, screenshots: 8);
    private readonly EmulatedCaller _caller;

    public LargeBody() => _caller = new EmulatedCaller(_body);

    public string Name => FigureName;

    public string Against => "one Utf8JsonReader pass over the body";

    public double Target => 4;

    public void Ours() => _caller.Call();

    public void Reference()
    {
        var reader = new Utf8JsonReader(_body);
        while (reader.Read())
        {
        }
    }
}
