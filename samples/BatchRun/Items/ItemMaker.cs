using System.Globalization;

namespace BatchRun.Items;

/// <summary>Makes up messages that customers might have written, the same ones for the same seed.</summary>
internal static class ItemMaker
{
    private static readonly string[] Openings =
        ["Hello,", "Hi there,", "Good morning,", "To whom it may concern,", "Hi team,", "Dear support,", "Hello again,", "Quick question:"];

    private static readonly string[] Products =
    [
        "the walnut desk", "the reading lamp", "the office chair", "the wool rug", "the oak shelf", "the standing mirror", "the linen curtains",
        "the coat rack",
    ];

    private static readonly string[] Troubles =
    [
        "arrived with a long scratch across the front", "has not arrived although it was promised for last week", "is missing the bag of screws",
        "wobbles however often I tighten it", "came in another color than I ordered", "was charged twice on my card",
        "does not fit where I measured it would", "looks fine, but the manual is for another model",
    ];

    private static readonly string[] Wishes =
    [
        "Please tell me how to send it back.", "Can I have a part of the price back?", "I would like a new one before the end of the month.",
        "What do you suggest?", "I only need the missing part.", "Please cancel the order if that is still possible.", "Could somebody call me?",
    ];

    private static readonly string[] Tones =
    [
        "I have been a customer for many years and this is the first time I complain.", "To be honest, I am quite annoyed.",
        "No hurry from my side.", "This is the third time I write about it.", "My guests arrive on Friday, so it is rather urgent.",
    ];

    public static IEnumerable<Item> Make(int count, int seed)
    {
        // The same texts on every machine and in every version: that is what a seed is for here.
        var chance = new Random(seed);
        for (var number = 1; number <= count; number++)
        {
            var order = chance.Next(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture);
            var text = $"{Any(Openings)} {Any(Products)} from order {order} {Any(Troubles)}. {Any(Tones)} {Any(Wishes)}";
            yield return new Item(string.Create(CultureInfo.InvariantCulture, $"message-{number:00000}"), text);
        }

        string Any(string[] texts) => texts[chance.Next(texts.Length)];
    }
}
