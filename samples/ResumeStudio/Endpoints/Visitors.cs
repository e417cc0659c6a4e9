using System.Security.Cryptography;

namespace ResumeStudio.Endpoints;

/// <summary>Who asks: programs say so in a header, browsers have a cookie. An application with accounts would take the account.</summary>
internal static class Visitors
{
    public const string Header = "X-User-Id";
    private const string Cookie = "resume-studio-visitor";
    private const string Nobody = "anonymous";
    private const int LongestName = 64;

    public static string Of(HttpContext context) =>
        Valid(context.Request.Headers[Header].ToString()) ?? Valid(context.Request.Cookies[Cookie]) ?? Nobody;

    public static void Welcome(HttpContext context)
    {
        if (Valid(context.Request.Cookies[Cookie]) is null)
        {
            var cookie = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = TimeSpan.FromDays(30) };
            context.Response.Cookies.Append(Cookie, RandomNumberGenerator.GetHexString(32), cookie);
        }
    }

    private static string? Valid(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(static sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_' or '.') ? name : null;
}
