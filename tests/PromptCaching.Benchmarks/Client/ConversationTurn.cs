using System.Diagnostics;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Requests;

namespace PromptCaching.Benchmarks.Client;

/// <summary>What it takes to say one thing more in a conversation of 4 MB, up to the content that is sent, beside the same in one of 100 KB.</summary>
internal sealed class ConversationTurn(string name) : IRatio
{
    private const int Long = 4_000_000;
    private const int Short = 100_000;
    private const int TurnCharacters = 2000;
    private const int Turns = 50;
    private const int Rounds = 200;
    private static readonly string Words = new('w', TurnCharacters);
    private static readonly ClaudeClientOptions Options = new();

    public string Name => name;

    public string Against => "the same turn in a conversation of 100 KB";

    public double Target => 1.5;

    public void Ours() => throw new NotSupportedException();

    public void Reference() => throw new NotSupportedException();

    public double Measure()
    {
        var (longest, shortest) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            longest = Math.Min(longest, Time(Of(Long)));
            shortest = Math.Min(shortest, Time(Of(Short)));
        }

        return longest / shortest;
    }

    private static Conversation Of(int characters)
    {
        var conversation = new Conversation(new MessageRequest { Model = "claude-sonnet-5-5", MaxTokens = 100, System = Words });
        for (var written = 0; written < characters; written += TurnCharacters)
        {
            conversation.AddUser(Words);
        }

        return conversation;
    }

    private static double Time(Conversation conversation)
    {
        var watch = Stopwatch.StartNew();
        for (var turn = 0; turn < Turns; turn++)
        {
            conversation.AddUser(Words);
            var request = RequestDefaults.Apply(conversation.ToRequest(), Options, ModelCatalog.Default);
            RequestChecks.ThrowIfRefused(request, ModelCatalog.Default, Options.ApiVersion, isStream: false);
            using var content = ConversationContent.TryMake(request, null) ?? throw new InvalidOperationException("This was not written as a conversation.");
        }

        return watch.Elapsed.TotalSeconds;
    }
}
