namespace BatchRun.Configuration;

/// <summary>A treatment, or the control: what is said beside the item. The control says nothing.</summary>
internal sealed record ArmConfiguration
{
    /// <summary>Gets the name: small letters, digits and dashes.</summary>
    public required string Name { get; init; }

    /// <summary>Gets what stands in front of the item, behind all that is shared.</summary>
    public string? Instruction { get; init; }

    /// <summary>Gets what is added to the system prompt. It costs: an arm that has it shares its prefix with no other.</summary>
    public string? System { get; init; }
}
