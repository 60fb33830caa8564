// Owns a real Redis on loopback for tests, which keeps nothing. `npm test` finds or installs the program.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { freePort } from '../../db/embedded/ports.ts';

export interface TestRedis {
  url: string;
  /** Ends it. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  start(): Promise<void>;
  /** It stands still, as on a machine that hangs, until `go`. */
  freeze(): void;
  go(): void;
}

export async function startRedis(): Promise<TestRedis> {
  const port = await freePort();
  let child = await run(port);
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
    start: async () => {
      child = await run(port);
    },
    freeze: () => void child.kill('SIGSTOP'),
    go: () => void child.kill('SIGCONT'),
  };
}

async function run(port: number): Promise<ChildProcess> {
  const program = process.env['REDIS_SERVER_PATH'] ?? 'redis-server';
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const child = spawn(program, settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  const failed = once(child, 'error').then(([error]) => {
    throw new Error(`${program} could not be started; npm test installs it`, { cause: error });
  });
  const ready = (async () => {
    for await (const line of createInterface(child.stdout)) if (/Ready to accept connections/.test(line)) break;
    if (child.exitCode !== null) throw new Error('Redis ended before it was ready');
  })();
  await Promise.race([ready, failed]);
  child.stdout?.resume();
  return child;
}
