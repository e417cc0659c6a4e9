using System.Text.Json;

namespace CostExplorer.Import;

/// <summary>A request found in a log.</summary>
/// <param name="Time">When it was made; null where the log does not say.</param>
/// <param name="Conversation">The conversation it belongs to.</param>
/// <param name="WriteBody">Writes the body of the Messages request; bodies are made one at a time, as those of a session repeat each other.</param>
internal sealed record ImportedRequest(DateTimeOffset? Time, string Conversation, Action<Utf8JsonWriter> WriteBody);
