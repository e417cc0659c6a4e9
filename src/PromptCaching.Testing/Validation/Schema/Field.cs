namespace PromptCaching.Testing.Validation.Schema;

/// <summary>One field of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its value; a field that is not required may be null as well.</param>
/// <param name="IsRequired">Whether it has to be there.</param>
/// <param name="Betas">The betas under which it exists, any of them; none means always.</param>
internal sealed record Field(string Name, Shape Shape, bool IsRequired, string[] Betas)
{
    public static Field Required(string name, Shape shape) => new(name, shape, IsRequired: true, []);

    public static Field Optional(string name, Shape shape, params string[] betas) => new(name, shape, IsRequired: false, betas);
}
