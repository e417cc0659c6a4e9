using System.Net.Http.Headers;
using PromptCaching.Testing;

namespace PromptCaching.Benchmarks.Emulator;

/// <summary>Sends one body to an emulator in process, over and over, and reads the answer.</summary>
internal sealed class EmulatedCaller(byte[] body)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly HttpMessageInvoker _client = new(new ClaudeEmulator(new ClaudeEmulatorOptions { RecordBodies = false }));

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
