using PromptCaching.Bodies;

namespace PromptCaching.Accounting;

/// <summary>What a stored answer would cost; worked out once for all its hits of a day.</summary>
internal sealed record PricedAnswer(ModelCatalog Catalog, DateOnly Day, decimal? CostWithoutCaching)
{
    public static PricedAnswer Of(AnswerOutline answer, ModelCatalog catalog, DateOnly day)
    {
        if (answer.Priced is PricedAnswer known && known.Day == day && ReferenceEquals(known.Catalog, catalog))
        {
            return known;
        }

        var priced = new PricedAnswer(catalog, day, CallCost.Of(answer, catalog, day).CostWithoutCaching);
        answer.Priced = priced;
        return priced;
    }
}
