using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Ledger;

/// <summary>The bill as JSON: totals per model, then every call; tokens by the names that the API gives them, costs in USD.</summary>
internal static class LedgerPage
{
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<EmulatedCall> calls)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("totals");
        var models = calls.Where(static call => call.Usage is not null).GroupBy(static call => call.Model!);
        foreach (var model in models.OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            writer.WriteStartObject(model.Key);
            writer.WriteNumber("calls", model.Count());
            WriteUsage(writer, [.. model.Select(static call => call.Usage!)]);
            WriteCost(writer, model.Any(static call => call.CostUsd is null) ? null : model.Sum(static call => call.CostUsd));
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteStartArray("entries");
        foreach (var call in calls)
        {
            WriteEntry(writer, call);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter writer, EmulatedCall call)
    {
        writer.WriteStartObject();
        if (call.CustomId is null)
        {
            writer.WriteNumber("number", call.Number);
        }

        writer.WriteString("request_id", call.RequestId);
        writer.WriteString("message_id", call.MessageId);
        writer.WriteString("custom_id", call.CustomId);
        writer.WriteString("method", call.Method);
        writer.WriteString("path", call.Path);
        writer.WriteString("model", call.Model);
        writer.WriteString("started_at", call.StartedAt.UtcDateTime);
        writer.WriteNumber("status", call.Status);
        writer.WriteString("error_type", call.ErrorType);
        writer.WriteString("fault", call.Fault?.ToString());
        if (call.Usage is { } usage)
        {
            writer.WriteStartObject("usage");
            WriteUsage(writer, [usage]);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("usage");
        }

        WriteCost(writer, call.CostUsd);
        writer.WriteStartArray("breakpoints");
        foreach (var breakpoint in call.Breakpoints)
        {
            writer.WriteStartObject();
            writer.WriteString("path", breakpoint.Path);
            writer.WriteString("ttl", CacheTtl.Name(breakpoint.TimeToLive));
            writer.WriteNumber("prefix_tokens", breakpoint.PrefixTokens);
            writer.WriteBoolean("is_automatic", breakpoint.IsAutomatic);
            writer.WriteBoolean("is_below_minimum", breakpoint.IsBelowMinimum);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter writer, IReadOnlyList<EmulatedUsage> usages)
    {
        writer.WriteNumber("input_tokens", Sum(static usage => usage.InputTokens));
        writer.WriteNumber("cache_creation_input_tokens", Sum(static usage => usage.Written5mTokens + usage.Written1hTokens));
        writer.WriteNumber("cache_read_input_tokens", Sum(static usage => usage.ReadTokens));
        writer.WriteStartObject("cache_creation");
        writer.WriteNumber("ephemeral_5m_input_tokens", Sum(static usage => usage.Written5mTokens));
        writer.WriteNumber("ephemeral_1h_input_tokens", Sum(static usage => usage.Written1hTokens));
        writer.WriteEndObject();
        writer.WriteNumber("output_tokens", Sum(static usage => usage.OutputTokens));

        long Sum(Func<EmulatedUsage, long> tokens) => usages.Sum(tokens);
    }

    private static void WriteCost(Utf8JsonWriter writer, decimal? cost)
    {
        if (cost is { } usd)
        {
            writer.WriteNumber("cost_usd", usd);
        }
        else
        {
            writer.WriteNull("cost_usd");
        }
    }
}
