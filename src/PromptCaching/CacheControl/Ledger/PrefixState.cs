namespace PromptCaching.CacheControl.Ledger;

/// <summary>What the server holds of a prefix, as far as we know.</summary>
internal enum PrefixState
{
    /// <summary>Nothing, or nothing any more.</summary>
    Cold,

    /// <summary>A call that is on its way writes it; until its answer begins, everybody else pays in full.</summary>
    BeingWritten,

    /// <summary>Its tokens are there for five minutes from now, if this request reads them.</summary>
    FiveMinutes,

    /// <summary>Its tokens are there for an hour from now, if this request reads them.</summary>
    OneHour,
}
