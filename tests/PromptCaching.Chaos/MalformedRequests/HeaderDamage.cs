namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>A request line and headers that are not what they should be.</summary>
internal static class HeaderDamage
{
    private static readonly string[] Methods = ["GET", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "FROB"];

    private static readonly string[] Paths =
    [
        "/", "/v1", "/v1/messages/", "/v1/messages?beta=true", "//v1/messages", "/v1//messages", "/V1/MESSAGES", "/v1/messages/count_tokens/", "/v1/messages/%00",
        "/v1/complete", "/v1/messages/count_tokens?x=%ff", "/v1/models/..", "/v1/messages/../messages",
    ];

    private static readonly string[] Names = ["x-api-key", "anthropic-version", "anthropic-beta", "anthropic-workspace-id", "authorization", "accept"];

    private static readonly string[] Values =
    [
        "", " ", ",", ",,,", "2023-06-01", "2026-10-21", "2099-01-01", "one, two", "fast-mode-2026-02-01,", "text/plain", "application/json; charset=utf-16",
        "application/json;;", "multipart/form-data; boundary=x", "Bearer ", "Bearer", "Basic eA==", "k\u00e9y", "\"", "\\",
    ];

    public static void Do(HttpRequestMessage request, Random chance)
    {
        switch (chance.Next(5))
        {
            case 0:
                request.Method = new HttpMethod(Methods[chance.Next(Methods.Length)]);
                break;
            case 1:
                request.RequestUri = new Uri("https://api.example.com" + Paths[chance.Next(Paths.Length)]);
                break;
            case 2:
                request.Headers.Remove(Name(chance));
                break;
            case 3:
                request.Content!.Headers.Remove("content-type");
                request.Content.Headers.TryAddWithoutValidation("content-type", Value(chance));
                break;
            default:
                Add(request, Name(chance), chance);
                break;
        }
    }

    private static void Add(HttpRequestMessage request, string name, Random chance)
    {
        for (var times = chance.Next(1, 4); times > 0; times--)
        {
            request.Headers.TryAddWithoutValidation(name, Value(chance));
        }
    }

    private static string Value(Random chance) => Values[chance.Next(Values.Length)];

    private static string Name(Random chance) => Names[chance.Next(Names.Length)];
}
