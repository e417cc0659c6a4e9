using System.Security.Cryptography;
using System.Text.Json;
using PromptCaching.Testing;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Benchmarks.Emulator;

/// <summary>The prefix keys of a history of 20,000 blocks.</summary>
internal sealed class LongHistory : IRatio
{
    public const string FigureName = "emulator-hash-20000-blocks";

    private const int Blocks = 20_000;
    private const int CharactersPerBlock = 300;
    private readonly byte[] _body = Bodies.Conversation(Blocks * CharactersPerBlock * 4 / 5, CharactersPerBlock);
    private readonly PromptSequence _history;

    public LongHistory()
    {
        _history = PromptSequence.Read(JsonDocument.Parse(_body).RootElement, TokenCounting.Calibrated);
        ArgumentOutOfRangeException.ThrowIfLessThan(_history.Positions.Count, Blocks);
    }

    public string Name => FigureName;

    public string Against => "SHA-256 of the same bytes";

    public double Target => 3;

    public void Ours() => PrefixChain.Of(_history, "scope", thinkingAheadOfTools: false);

    public void Reference() => SHA256.HashData(_body);
}
