using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Requests;

/// <summary>Makes of a request the one that writes its shared beginning to the prompt cache and asks for no answer.</summary>
internal static class PreWarmRequest
{
    private const int MostMarkers = 4;

    /// <summary>A request without a turn of the user is refused, and so is one whose turn is blank.</summary>
    private static readonly InputMessage Placeholder = InputMessage.User(".");

    /// <exception cref="ArgumentException">Nothing in the request is shared: no system prompt, no tools and no marker in a message.</exception>
    public static MessageRequest Of(MessageRequest request)
    {
        var sharesMessages = request.Messages.Any(static message => message.Content.Any(IsMarked));
        var shared = sharesMessages || HasRoomForNoMarker(request) ? request : WithMarker(request);
        return shared with
        {
            MaxTokens = 0,
            Messages = sharesMessages ? Answerable(request.Messages) : [Placeholder],

            // Automatic caching would mark the placeholder, which no other request has.
            CacheControl = null,

            // Refused without an answer to shape; which tool must be used counts from the messages on only.
            ToolChoice = !sharesMessages && request.ToolChoice?.Type is "any" or "tool" ? null : request.ToolChoice,
        };
    }

    private static bool HasRoomForNoMarker(MessageRequest request) => MarkersOf(request).Count() >= MostMarkers;

    /// <summary>The newest models refuse a conversation that ends with a turn of the model's.</summary>
    private static IReadOnlyList<InputMessage> Answerable(IReadOnlyList<InputMessage> messages) =>
        messages[^1].Role == Role.Assistant ? [.. messages, Placeholder] : messages;

    /// <summary>The system prompt ends what all requests share, else the tools do; a caller's own marker there holds.</summary>
    private static MessageRequest WithMarker(MessageRequest request)
    {
        // One hour after five minutes is a 400.
        var wished = request.CacheControl ?? Messages.CacheControl.Ephemeral;
        var fits = wished.Ttl != CacheTtl.OneHour || MarkersOf(request).All(static other => other.Ttl == CacheTtl.OneHour);
        var marker = fits ? wished : Messages.CacheControl.Ephemeral;
        var system = request.System?.ToArray() ?? [];
        if (Array.FindLastIndex(system, CanBeMarked) is >= 0 and var block)
        {
            system[block] = IsMarked(system[block]) ? system[block] : (CacheableBlock)system[block] with { CacheControl = marker };
            return request with { System = system };
        }

        var tools = request.Tools?.ToArray() ?? [];
        if (Array.FindLastIndex(tools, static tool => tool.DeferLoading != true) is not (>= 0 and var last))
        {
            throw new ArgumentException(
                "The request has nothing that others share: no system prompt and no tools. To warm a beginning of its messages, mark its last block.",
                nameof(request));
        }

        tools[last] = tools[last] with { CacheControl = tools[last].CacheControl ?? marker };
        return request with { Tools = tools };
    }

    private static IEnumerable<Messages.CacheControl> MarkersOf(MessageRequest request) =>
        (request.Tools ?? []).Select(static tool => tool.CacheControl)
            .Concat((request.System ?? MessageContent.FromBlocks([])).Select(static block => (block as CacheableBlock)?.CacheControl))
            .OfType<Messages.CacheControl>();

    private static bool CanBeMarked(ContentBlock block) => block is TextBlock { Text: var text } ? !string.IsNullOrWhiteSpace(text) : block is CacheableBlock;

    private static bool IsMarked(ContentBlock block) => block is CacheableBlock { CacheControl: not null };
}
