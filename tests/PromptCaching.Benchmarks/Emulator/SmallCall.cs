using System.Text.Json;

namespace PromptCaching.Benchmarks.Emulator;

/// <summary>A whole call with a body of 5 KB.</summary>
internal sealed class SmallCall : IRatio
{
    public const string FigureName = "emulator-call-5kb";

    private readonly byte[] _body = Bodies.Conversation(5 * 1024, 500);
    private readonly EmulatedCaller _caller;

    public SmallCall() => _caller = new EmulatedCaller(_body);

    public string Name => FigureName;

    public string Against => "JsonDocument.Parse of the body";

    public double Target => 10;

    public void Ours() => _caller.Call();

    public void Reference() => JsonDocument.Parse(_body).Dispose();
}
