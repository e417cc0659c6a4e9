namespace PromptCaching.Testing;

/// <summary>How the emulator counts the tokens of a prompt and of an answer.</summary>
public enum TokenCounting
{
    /// <summary>By the shape of the text and the kind of block, with weights fitted to recorded traffic; models from 4.7 on count a third more.</summary>
    Calibrated,

    /// <summary>Four characters (UTF-16 units, rounded up for each block) are a token, whatever the model; roles and the tool prompt cost nothing.</summary>
    FourCharacters,
}
