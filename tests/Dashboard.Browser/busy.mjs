// A snapshot as it is after a busy hour: every minute full, a queue, a closed gate, a budget at its end, large numbers.
export const busy = (snapshot) => {
  const end = Date.parse(snapshot.last_minute);
  const minutes = Array.from({ length: 60 }, (_, index) => {
    const wave = 1 + Math.sin(index / 6) + (index % 7) / 5;
    return {
      at: new Date(end - (59 - index) * 60000).toISOString(),
      calls: Math.round(90 * wave) + 12, hits: Math.round(30 * wave), joined: Math.round(6 * wave), failed: index % 9 === 0 ? 7 : 0,
      spent: (1.37 * wave + 0.2).toFixed(6), saved: (2.9 * wave + 0.1).toFixed(6),
    };
  });
  const level = (left, perMinute) => ({ per_minute: perMinute, left, share: left / perMinute });
  return {
    ...snapshot,
    client: 'research',
    money: { spent: '12345.678901', saved: '23456.7801', saved_by_prompt_cache: '20111.55', saved_by_response_cache: '3345.2301', saved_share: 0.655, is_exact: true },
    calls: { answers: 1234567, attempts: 834567, hits: 350000, joins: 50123, failures: 123, failed_calls: 456 },
    tokens: { input: 12345678, cache_write_5m: 23456789, cache_write_1h: 3456789, cache_read: 987654321, output: 45678901, thinking: 12345678 },
    minutes,
    latency: {
      hit: { calls: 350000, mean_ms: 0.8, p50_ms: 0.4, p95_ms: 2.3, p99_ms: 9.7 },
      joined: { calls: 50123, mean_ms: 4312, p50_ms: 3900, p95_ms: 12100, p99_ms: 31000 },
      miss: { calls: 834444, mean_ms: 8123, p50_ms: 6400, p95_ms: 25600, p99_ms: 182000 },
    },
    quota: [
      { pool: 'Messages opus-5', waiting: 37, running: 64, closed_for_seconds: 12, requests: level(12, 4000), input_tokens: level(1200345, 2000000),
        output_tokens: level(1200, 400000) },
      { pool: 'CountTokens', waiting: 0, running: 1, closed_for_seconds: 0, requests: null, input_tokens: null, output_tokens: null },
    ],
    budgets: [
      { name: 'everything', amount: '20000', spent: '12345.678901', reserved: '3.21', share: 0.6174, ends: new Date(end + 864e5).toISOString(), refused: 0 },
      { name: 'team-of-research-and-development', amount: '5000', spent: '4950', reserved: '12.5', share: 0.9925, ends: null, refused: 31 },
    ],
    spenders: [
      { kind: 'scope', name: 'gateway/bob', requests: 1234, spent: '812.5', saved: '91.25', is_exact: true },
      { kind: 'tag', name: 'nightly-summaries', requests: 56, spent: '12.75', saved: '0', is_exact: false },
    ],
  };
};
