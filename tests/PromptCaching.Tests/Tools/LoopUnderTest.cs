using System.Text.Json;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Tools;

/// <summary>A client over the emulator, whose answers a test writes; no response cache, so every call is seen.</summary>
internal sealed class LoopUnderTest : IDisposable
{
    private const string AnyObject = """{"type":"object"}""";

    private readonly ChainUnderTest _chain = new(static options => options.ResponseCaching.Enabled = false);

    public static MessageRequest Question { get; } = MessageRequest.From("How is the weather?", Texts.Words(3000)) with
    {
        Model = "claude-sonnet-5-5",
        MaxTokens = 500,
    };

    public IClaudeClient Client => _chain.Client;

    public IReadOnlyList<EmulatedCall> Calls => _chain.Emulator.Calls;

    /// <summary>A tool that gives its input back.</summary>
    public static ClaudeTool Echo(string name = "echo") =>
        ClaudeTool.Create(Tool.Custom(name, "Echoes.", AnyObject), static (input, _) => Task.FromResult<MessageContent?>(input.GetRawText()));

    public static ClaudeTool Running(string name, Func<CancellationToken, Task<string>> run) =>
        ClaudeTool.Create(Tool.Custom(name, "Runs.", AnyObject), async (_, token) => await run(token));

    public static string Use(string id, string name = "echo", string input = "{}") =>
        $$"""{"type":"tool_use","id":"{{id}}","name":"{{name}}","input":{{input}}}""";

    public LoopUnderTest Answers(params string[] blocks)
    {
        _chain.Emulator.Enqueue(EmulatedAnswer.Content($"[{string.Join(',', blocks)}]"));
        return this;
    }

    public LoopUnderTest Answers(EmulatedAnswer answer)
    {
        _chain.Emulator.Enqueue(answer);
        return this;
    }

    public JsonElement Sent(int call, int message) => Calls[call].Json!.Value.GetProperty("messages")[message];

    public JsonElement Result(int call, int message, int block = 0) => Sent(call, message).GetProperty("content")[block];

    public void Dispose() => _chain.Dispose();
}
