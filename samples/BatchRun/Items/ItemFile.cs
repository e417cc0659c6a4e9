using System.Text.Json;
using System.Text.RegularExpressions;

namespace BatchRun.Items;

/// <summary>Items as lines of a file.</summary>
internal static partial class ItemFile
{
    /// <exception cref="UsageException">A line is no item, or an id comes twice.</exception>
    public static IReadOnlyList<Item> Read(string path)
    {
        var (items, ids) = (new List<Item>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var (line, index) in TextFile.Read(path).Split('\n').Select(static (line, index) => (line, index)))
        {
            if (string.IsNullOrWhiteSpace(line))
            {
                continue;
            }

            var item = Parse(line) ?? throw new UsageException($"{path}, line {index + 1}: expected {{\"id\": ..., \"text\": ...}} with a text.");
            if (!Id().IsMatch(item.Id) || !ids.Add(item.Id))
            {
                throw new UsageException($"{path}, line {index + 1}: the id \"{item.Id}\" comes twice, or is not 1 to 32 letters, digits, _ and -.");
            }

            items.Add(item);
        }

        return items;
    }

    public static Task WriteAsync(string path, IEnumerable<Item> items, CancellationToken cancellationToken) => TextFile.ReplaceAsync(path, async writer =>
    {
        foreach (var item in items)
        {
            await writer.WriteLineAsync(JsonSerializer.Serialize(item, Json.Lines).AsMemory(), cancellationToken);
        }
    });

    private static Item? Parse(string line)
    {
        try
        {
            var item = JsonSerializer.Deserialize<Item>(line, Json.Lines);
            return item?.Id is null || string.IsNullOrWhiteSpace(item.Text) ? null : item;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,32}\z")]
    private static partial Regex Id();
}
