namespace PromptCaching.ResponseCaching.Keys;

/// <summary>What makes two bodies one question, where that is a matter of options.</summary>
/// <param name="NormalizesWhitespace">Prompts that differ in nothing but white space are one.</param>
/// <param name="SharesAcrossUsers"><c>metadata.user_id</c> is not part of the scope.</param>
internal readonly record struct QuestionTerms(bool NormalizesWhitespace, bool SharesAcrossUsers)
{
    public static QuestionTerms Of(ResponseCachingOptions options) => new(options.NormalizeWhitespace, options.ShareAcrossUsers);

    /// <summary>Gets a number that tells terms apart, so that what was read under others is read again.</summary>
    public ulong Seed => (NormalizesWhitespace ? 1UL : 0) + (SharesAcrossUsers ? 2UL : 0);
}
