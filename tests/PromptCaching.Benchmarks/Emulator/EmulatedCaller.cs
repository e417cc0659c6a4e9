using System.Net.Http.Headers;
using PromptCaching.Testing;

namespace PromptCaching.Benchmarks.Emulator;

/// <summary>Sends one body to an emulator in process, over and over, and reads the answer.</summary>
internal sealed class EmulatedCaller(byte[] body)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    /// <summary>What is remembered of calls is kept short: a heap that grows with the benchmark would be measured along with the calls.</summary>
    private static readonly ClaudeEmulatorOptions Options = new() { RecordBodies = false, MaxRecordedCalls = 100 };

    private readonly HttpMessageInvoker _client = new(new ClaudeEmulator(Options));

    public void Call()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com/v1/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        request.Headers.Add("x-api-key", "key");
        request.Headers.Add("anthropic-version", "2023-06-01");

        // Without delays nothing is waited for: the emulator answers in the call itself.
        using var response = _client.SendAsync(request, CancellationToken.None).GetAwaiter().GetResult();
        response.EnsureSuccessStatusCode();
        response.Content.CopyTo(Stream.Null, null, CancellationToken.None);
    }
}
