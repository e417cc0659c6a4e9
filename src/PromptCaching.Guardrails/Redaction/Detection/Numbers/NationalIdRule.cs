namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>Says whether the letters and digits of a number are what its country gives.</summary>
internal delegate bool NationalIdCheck(ReadOnlySpan<char> taken);

/// <summary>The number of one country in one look.</summary>
/// <param name="Shape">See <see cref="NumberShape"/>.</param>
/// <param name="IsRight">Its checksum, and what else it tells: a day of birth, a region.</param>
/// <param name="Cues">Words one of which must stand before it, where the number alone says too little.</param>
internal sealed record NationalIdRule(string Shape, NationalIdCheck IsRight, params string[] Cues);
