using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Endpoints;

/// <summary>The part of a list that a query asks for: limit (1 to 1,000, else 20), and before_id or after_id.</summary>
internal sealed record ListPage(int Limit, string? Before, string? After)
{
    private const int Usual = 20;
    private const int Most = 1000;

    public static ListPage? Of(string query, out ApiError? error)
    {
        var values = QueryHelpers.ParseQuery(query);
        var limit = Usual;
        error = values.TryGetValue("limit", out var text)
            && !(int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= Most)
                ? ApiError.Invalid($"limit: Input should be a whole number from 1 to {Most}")
                : values.ContainsKey("before_id") && values.ContainsKey("after_id")
                    ? ApiError.Invalid("Only one of before_id and after_id may be given")
                    : null;
        return error is null ? new ListPage(limit, Value("before_id"), Value("after_id")) : null;

        string? Value(string name) => values.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } id ? id : null;
    }

    /// <summary>Cuts the page out of a list. An id that is not in it is refused.</summary>
    public Reply Of<T>(IReadOnlyList<T> all, Func<T, string> idOf, Action<System.Text.Json.Utf8JsonWriter, T> write, string requestId)
    {
        var cursor = After ?? Before;
        var at = cursor is null ? -1 : all.Select(idOf).ToList().IndexOf(cursor);
        if (cursor is not null && at < 0)
        {
            return Reply.Error(ApiError.Invalid($"{(After is null ? "before_id" : "after_id")}: \"{cursor}\" is not in this list"), requestId);
        }

        var (first, count) = Before is null ? (at + 1, Limit) : (Math.Max(0, at - Limit), Math.Min(Limit, at));
        T[] page = [.. all.Skip(first).Take(count)];
        var hasMore = Before is null ? first + page.Length < all.Count : first > 0;
        return Reply.Ok(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("data");
            foreach (var item in page)
            {
                write(writer, item);
            }

            writer.WriteEndArray();
            writer.WriteBoolean("has_more", hasMore);
            writer.WriteString("first_id", page.Length == 0 ? null : idOf(page[0]));
            writer.WriteString("last_id", page.Length == 0 ? null : idOf(page[^1]));
            writer.WriteEndObject();
        });
    }
}
