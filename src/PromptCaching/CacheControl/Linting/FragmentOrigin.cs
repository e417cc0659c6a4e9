namespace PromptCaching.CacheControl.Linting;

/// <summary>Where text comes from, and so what a date or an id in it means.</summary>
internal enum FragmentOrigin
{
    /// <summary>Written by the developer and rendered for each request: the system prompt, descriptions of tools.</summary>
    Instructions,

    /// <summary>Inside a schema, where dates and ids are mostly examples.</summary>
    Schema,

    /// <summary>A default value inside a schema; libraries put the present time there when it is computed while the schema is made.</summary>
    SchemaDefault,

    /// <summary>Said by the user in an earlier turn: repeated as it was, unless the caller renders it anew.</summary>
    Turn,

    /// <summary>Content, and what was answered: full of dates and ids, none of which change once they stand there.</summary>
    Record,
}
