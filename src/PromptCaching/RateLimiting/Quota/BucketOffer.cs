namespace PromptCaching.RateLimiting.Quota;

/// <summary>What an exchange with a shared quota says of one bucket.</summary>
internal readonly record struct BucketOffer(double Least, double Most, double Returned, double SpentAlone, double? MostLeft);
