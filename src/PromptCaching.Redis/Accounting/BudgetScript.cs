namespace PromptCaching.Redis.Accounting;

/// <summary>One exchange, as the server runs it: in one step, by its own clock.</summary>
internal static class BudgetScript
{
    /// <summary>
    /// Key: the budget in one period. Arguments: the process, seconds of its lease, the end of the period (empty: none), the memory it knows, what it knows
    /// to be spent by all, what it has spent, what of it is acknowledged, the amount, whether strict, deviations; then what it holds and what it asks, each as
    /// expected, variance, worst. Answers with the memory, what all have spent, what others hold, and 1 or 0 for each that was asked.
    /// </summary>
    /// <remarks>
    /// Processes tell sums, not differences, so a repeated exchange counts once; what was counted of a process is remembered for a day after its lease, in
    /// which only what it holds runs out. Where the server lost everything, the highest sum that a process knows takes its place, and what each has spent
    /// since it was told is added. All numbers are whole and below 2^53, which a script adds up exactly.
    /// </remarks>
    public const string Text = """
        if redis.replicate_commands then pcall(redis.replicate_commands) end
        local most, day = 9000000000000000, 86400
        local function number(stored)
            local read = tonumber(stored)
            if not read or read ~= read or read < 0 then return 0 end
            return math.min(math.floor(read), most)
        end
        local function text(number) return string.format('%.0f', math.min(number, most)) end
        local function claim(at) return { number(ARGV[at]), number(ARGV[at + 1]), number(ARGV[at + 2]) } end
        local function add(left, right) return { left[1] + right[1], left[2] + right[2], left[3] + right[3] } end

        local time = redis.call('TIME')
        local now = tonumber(time[1])
        local mine = 'process:' .. ARGV[1]
        local lease, ends, memory = number(ARGV[2]), tonumber(ARGV[3]), ARGV[4]
        local known, told, acknowledged = number(ARGV[5]), number(ARGV[6]), number(ARGV[7])
        local amount, isStrict, deviations = number(ARGV[8]), ARGV[9] == '1', number(ARGV[10])

        local state = {}
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do state[all[i]] = all[i + 1] end
        local before, since = number(state.before), number(state.since)
        local ours = state.memory
        if not ours then ours = ARGV[1] .. time[1] .. '.' .. time[2] end
        if memory ~= ours then before = math.max(before, known) end

        local others = { 0, 0, 0 }
        for field, stored in pairs(state) do
            if string.sub(field, 1, 8) == 'process:' then
                local expected, variance, worst, counted, till = string.match(stored, '^(%d+) (%d+) (%d+) (%d+) (%d+)$')
                if field == mine then
                    acknowledged = counted and number(counted) or acknowledged
                elseif not till or number(till) + day < now then
                    redis.call('HDEL', KEYS[1], field)
                elseif number(till) >= now then
                    others = add(others, { number(expected), number(variance), number(worst) })
                end
            end
        end

        since = since + math.max(0, told - acknowledged)
        local held = claim(11)
        local answer = { ours, text(before + since), text(others[1]), text(others[2]), text(others[3]) }
        for at = 14, #ARGV, 3 do
            local after = add(held, claim(at))
            local together = add(after, others)
            local kept = together[3]
            if not isStrict then kept = math.min(kept, together[1] + math.ceil(deviations * 1000 * math.sqrt(together[2]))) end
            local fits = before + since + kept <= amount
            if fits then held = after end
            answer[#answer + 1] = fits and '1' or '0'
        end

        local line = table.concat({ text(held[1]), text(held[2]), text(held[3]), text(told), text(now + lease) }, ' ')
        redis.call('HMSET', KEYS[1], 'memory', ours, 'before', text(before), 'since', text(since), mine, line)
        redis.call('EXPIRE', KEYS[1], ends and math.max(day, ends - now + day) or 400 * day)
        return answer
        """;
}
