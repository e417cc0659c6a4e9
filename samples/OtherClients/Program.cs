using Anthropic.Exceptions;
using OtherClients;
using PromptCaching;

var question = args.Length > 0 ? string.Join(' ', args) : Asking.DefaultQuestion;
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

using var chain = Chain.Create(Environment.GetEnvironmentVariable("ANTHROPIC_API_KEY"));
try
{
    await new Asking(chain, Console.Out).RunAsync(question, stopping.Token);
    return 0;
}
catch (Exception failure) when (failure is ClaudeException or AnthropicException or HttpRequestException or OperationCanceledException)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return 1;
}
