// Owns finding a Redis server for the tests, or installing one, and saying which.
import { findProgram, installPackage } from './programs.ts';

const find = () => findProgram('REDIS_SERVER_PATH', ['redis-server', 'valkey-server']);

/** Path of the Redis that tests start on loopback. @throws when there is none and none can be had. */
export async function ensureRedis(say: (text: string) => void): Promise<string> {
  const found = find();
  if (found) {
    say(`Redis: ${found.path} (from ${found.from})`);
    return found.path;
  }
  say('There is no Redis; trying the package redis-server of apt-get');
  const installed = (await installPackage('redis-server')) && find();
  if (installed) {
    say(`Redis: ${installed.path} (installed by apt-get)`);
    return installed.path;
  }
  throw new Error('There is no Redis and none could be installed. Install one, or name it in REDIS_SERVER_PATH.');
}
