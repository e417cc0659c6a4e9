using ResumeStudio;
using ResumeStudio.Configuration;
using ResumeStudio.Endpoints;
using ResumeStudio.Measuring;

if (args is ["measure", ..])
{
    return await SecondRequest.MeasureAsync();
}

await using var studio = StudioApplication.Create(args);
await studio.StartAsync();
var address = studio.Urls.First();
var settings = studio.Services.GetRequiredService<StudioSettings>();
Console.WriteLine($"Résumé Studio: {address}/ in a browser; costs and savings: {address}/claude/dashboard; health: {address}/health");
Console.WriteLine(settings.IsEmulated ? "The API is emulated: no key, no cost. Set ANTHROPIC_API_KEY to ask Claude."
    : settings.CanAnswer ? "Calls go to the API." : Failures.NoAnswers);
Console.WriteLine(settings.RedisUrl is not null ? "What is cached is kept on Redis."
    : settings.Directory is { } directory ? $"What is cached is kept in {directory}." : "What is cached is kept in memory.");
await studio.WaitForShutdownAsync();
return 0;
