using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using PromptCaching.Accounting;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints.Models;

/// <summary>GET /v1/models: the models of the catalog, newest first, retired ones only on request; and one of them by id or alias.</summary>
internal sealed class ModelsEndpoint(ModelCatalog catalog)
{
    public Reply List(IncomingCall call)
    {
        var today = Day(call);
        var asked = QueryHelpers.ParseQuery(call.Head.Query)
            .Where(static parameter => parameter.Key is "lifecycle" or "lifecycle[]")
            .SelectMany(static parameter => parameter.Value)
            .ToArray();
        var shown = asked.Length > 0 ? asked : ["active", "deprecated"];
        ModelFacts[] models =
        [
            .. catalog.Entries.Select(ModelFacts.Of)
                .Where(model => shown.Contains(model.LifecycleOn(today)))
                .OrderByDescending(static model => model.Released)
                .ThenBy(static model => model.Id, StringComparer.Ordinal),
        ];
        var requestId = EmulatorIds.Request(call.Number);
        return ListPage.Of(call.Head.Query, out var error) is { } page
            ? page.Of(models, static model => model.Id, (writer, model) => Write(writer, model, today), requestId)
            : Reply.Error(error!, requestId);
    }

    public Reply Get(IncomingCall call, string id) =>
        catalog.Find(id) is { } entry
            ? Reply.Ok(writer => Write(writer, ModelFacts.Of(entry), Day(call)))
            : Reply.Error(new ApiError(404, "not_found_error", $"model: {id}"), EmulatorIds.Request(call.Number));

    private static DateOnly Day(IncomingCall call) => DateOnly.FromDateTime(call.StartedAt.UtcDateTime);

    private void Write(Utf8JsonWriter writer, ModelFacts model, DateOnly today)
    {
        var name = ModelName.Of(model.Id);
        writer.WriteStartObject();
        writer.WriteString("type", "model");
        writer.WriteString("id", model.Id);
        writer.WriteString("display_name", name?.DisplayName ?? model.Id);
        writer.WriteString("created_at", Midnight(model.Released ?? DateOnly.FromDateTime(DateTime.UnixEpoch)));
        var lifecycle = model.LifecycleOn(today);
        writer.WriteString("lifecycle", lifecycle);
        writer.WriteString("deprecated_at", lifecycle == "active" ? null : Midnight(model.DeprecatedDate));
        writer.WriteString("retires_at", lifecycle == "active" ? null : Midnight(model.RetiredDate));
        Number(writer, "max_input_tokens", model.ContextWindow);
        Number(writer, "max_tokens", model.MaxOutput);
        writer.WriteString("line", name?.Family);
        writer.WritePropertyName("capabilities");
        if (name is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            new ModelCapabilities(name, catalog.Find(model.Id)?.Rules).Write(writer);
        }

        writer.WriteEndObject();
    }

    private static string? Midnight(DateOnly? day) => day?.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);

    private static void Number(Utf8JsonWriter writer, string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
