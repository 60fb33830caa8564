// Owns what Redis does in one step, so that processes that count at once cannot overtake each other.
import { waits } from './counters.ts';

/** KEYS: what an attempt counts for. ARGV: the present in milliseconds, then the free attempts of each key. */
export const attemptScript = `
local now, wait = tonumber(ARGV[1]), 0
for _, key in ipairs(KEYS) do
  local at = tonumber(redis.call('hget', key, 'at') or now)
  if now - at >= ${waits.forgotten} then redis.call('del', key) end
  wait = math.max(wait, tonumber(redis.call('hget', key, 'open') or 0) - now)
end
if wait > 0 then return wait end
for place, key in ipairs(KEYS) do
  local over = redis.call('hincrby', key, 'guesses', 1) - tonumber(ARGV[place + 1])
  local pause = over < 0 and 0 or math.min(${waits.longest}, ${waits.first} * 2 ^ math.min(over, 30))
  redis.call('hset', key, 'open', string.format('%.0f', now + pause), 'at', ARGV[1])
  redis.call('pexpire', key, ${waits.forgotten})
end
return 0`;

/** KEYS: what an attempt counted for. */
export const refundScript = `
for _, key in ipairs(KEYS) do
  if redis.call('exists', key) == 1 then
    redis.call('hincrby', key, 'guesses', -1)
    redis.call('hset', key, 'open', '0')
  end
end
return 0`;

/** KEYS: what goes at a pace. ARGV: the present, how many go at once, and the milliseconds for each further one. */
export const takeScript = `
local now, burst, every = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local full = math.max(now, tonumber(redis.call('get', KEYS[1]) or 0)) + every
local wait = full - now - burst * every
if wait > 0 then return wait end
redis.call('set', KEYS[1], string.format('%.0f', full), 'PX', string.format('%.0f', full - now))
return 0`;
