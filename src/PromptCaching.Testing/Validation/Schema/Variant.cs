namespace PromptCaching.Testing.Validation.Schema;

/// <summary>One member of a union.</summary>
/// <param name="Tag">The value of its <c>type</c>.</param>
/// <param name="Shape">The whole object, the tag included.</param>
/// <param name="Betas">The betas under which it exists, any of them; none means always.</param>
internal sealed record Variant(string Tag, Shape Shape, params string[] Betas);
