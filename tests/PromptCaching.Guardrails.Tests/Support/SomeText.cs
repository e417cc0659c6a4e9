namespace PromptCaching.Guardrails.Tests.Support;

/// <summary>Turns of conversations by chance: words, values, what looks like placeholders, and what JSON escapes.</summary>
internal static class SomeText
{
    public static readonly string[] Values =
    [
        "anna@example.org", "otto.b+x@mail.example.co.uk", "+49 170 1234567", "(415) 555-0123", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00", "078-05-1120",
        "203.0.113.7", "2001:db8::ff00:42:8329", "sk-ant-api03-AbCdEf0123456789AbCdEf", "AKIAIOSFODNN7EXAMPLE",
    ];

    private static readonly string[] _words =
    [
        "hello", "Grüße", "数据", "😀", "\"quoted\"", "back\\slash", "tab\there", "[EMAIL_1]", "[PHONE_2]", "[LITERAL_1]", "[", "]", "a[0]", "\n", "</p>", "1.2", "C-17", "[EMAIL_",
    ];

    public static string[] Turns(int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, 1 + chance.Next(5)).Select(_ => Turn(chance))];
    }

    private static string Turn(Random chance) => string.Join(' ', Enumerable.Range(0, 1 + chance.Next(12)).Select(_ =>
        chance.Next(3) == 0 ? Values[chance.Next(Values.Length)] + "," : _words[chance.Next(_words.Length)]));
}
