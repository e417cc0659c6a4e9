using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using PromptCaching.AspNetCore.Tests.Support;
using PromptCaching.AspNetCore.Traffic;
using PromptCaching.Testing;
using static PromptCaching.AspNetCore.Tests.Support.GatewayUnderTest;

namespace PromptCaching.AspNetCore.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task Everything_is_well_before_the_first_call_and_no_call_is_made_to_find_out()
    {
        await using var gateway = await StartAsync();
        var report = await CheckAsync(gateway);

        report.Status.Should().Be(HealthStatus.Healthy);
        report.Entries.Keys.Should().BeEquivalentTo("claude-store", "claude-quota", "claude-api");
        gateway.Upstream.Begun.Should().Be(0);
    }

    [Fact]
    public async Task An_api_that_fails_half_of_the_calls_is_degraded_until_that_is_long_ago()
    {
        await using var gateway = await StartAsync();
        for (var call = 0; call < 6; call++)
        {
            gateway.Emulator.Enqueue(call % 2 == 0 ? EmulatedAnswer.ServerError() : EmulatedAnswer.Default);
            await (await gateway.SendAsync(Question($"Number {call}"))).Content.ReadAsStringAsync();
        }

        await UntilAsync(() => gateway.Services.GetRequiredKeyedService<CallTraffic>("Claude").Totals().Calls == 6);
        var report = await CheckAsync(gateway);
        report.Entries["claude-api"].Status.Should().Be(HealthStatus.Degraded);
        report.Entries["claude-api"].Description.Should().Be("3 of the last 6 calls to the API failed.");

        gateway.Clock.Advance(TimeSpan.FromMinutes(6));
        (await CheckAsync(gateway)).Entries["claude-api"].Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_callers_mistakes_say_nothing_about_the_api()
    {
        await using var gateway = await StartAsync();
        for (var call = 0; call < 10; call++)
        {
            await gateway.SendAsync(Post("/v1/messages", $$"""{"model":"claude-opus-4-8","max_tokens":-{{call}},"messages":[]}"""));
        }

        (await CheckAsync(gateway)).Entries["claude-api"].Status.Should().Be(HealthStatus.Healthy);
    }

    [Fact]
    public async Task A_store_that_forgets_is_degraded()
    {
        await using var gateway = await StartAsync(chain: static claude => claude.UseDistributedCache(new ForgetfulStore()));

        (await CheckAsync(gateway)).Entries["claude-store"].Status.Should().Be(HealthStatus.Degraded);
    }

    [Fact]
    public async Task A_client_without_a_gateway_is_told_of_at_the_start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddClaudeCaching(static client => client.ApiKey = Key);
        builder.Services.AddHealthChecks().AddClaude();
        await using var application = builder.Build();

        await ((Func<Task>)(() => application.StartAsync())).Should().ThrowAsync<OptionsValidationException>().WithMessage("*AddGateway()*");
    }

    [Fact]
    public void Long_waits_and_refusals_are_a_fault_of_the_quota()
    {
        var late = Enumerable.Repeat(new RecentCall(default, CallSource.Api, null, TimeSpan.FromSeconds(30)), 5).ToList();

        new RecentTraffic(late, QuotaWasRefused: false).FaultOfQuota.Should().StartWith("5 of the last 5 calls waited");
        new RecentTraffic(late[..4], QuotaWasRefused: false).FaultOfQuota.Should().BeNull();
        new RecentTraffic([], QuotaWasRefused: true).FaultOfQuota.Should().NotBeNull();
    }

    private static Task<HealthReport> CheckAsync(GatewayUnderTest gateway) =>
        gateway.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

    private sealed class ForgetfulStore : IDistributedCache
    {
        public byte[]? Get(string key) => null;

        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromResult<byte[]?>(null);

        public void Refresh(string key)
        {
        }

        public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Remove(string key)
        {
        }

        public Task RemoveAsync(string key, CancellationToken token = default) => Task.CompletedTask;

        public void Set(string key, byte[] value, DistributedCacheEntryOptions options)
        {
        }

        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Task.CompletedTask;
    }
}
