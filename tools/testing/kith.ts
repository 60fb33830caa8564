// Owns running a real Kith for tests: a process of its own, on free ports, with a data folder of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root, serverFlags } from '../lib/commands.ts';

export interface RunningKith {
  url: string;
  intranetUrl: string;
  home: string;
  process: ChildProcess;
  /** What it printed until now. */
  output(): string;
  /** Stops it as Ctrl-C would. @returns the exit code. */
  stop(): Promise<number | null>;
  /** Removes the data folder; stop first. */
  remove(): Promise<void>;
}

export interface KithOptions {
  /** A data folder to open again. */
  home?: string;
  env?: Record<string, string>;
}

/** A start that ended before it was ready. */
export class DidNotStart extends Error {
  readonly code: number | null;
  readonly output: string;
  constructor(code: number | null, output: string) {
    super(`Kith did not start (exit ${code}):\n${output}`);
    this.code = code;
    this.output = output;
  }
}

/** Starts Kith and waits until it answers. @throws DidNotStart */
export async function startKith({ home, env = {} }: KithOptions = {}): Promise<RunningKith> {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'kith-run-')));
  const child = spawn(process.execPath, [...serverFlags, 'backend/src/main.ts', 'start'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, PORT: '0', KITH_HOME: folder, ...env },
  });
  let output = '';
  const ready = new Promise<void>((resolve, reject) => {
    const collect = (chunk: string) => {
      output += chunk;
      if (output.includes('Ctrl-C stops everything')) resolve();
    };
    for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', collect);
    child.once('exit', (code) => reject(new DidNotStart(code, output)));
  });
  try {
    await ready;
  } catch (error) {
    if (!home) await rm(folder, { recursive: true, force: true });
    throw error;
  }
  const addresses: unknown = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8'));
  return {
    ...addressesIn(addresses),
    home: folder,
    process: child,
    output: () => output,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      await exited;
      return child.exitCode;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** A copy of the data folder of a stopped Kith: opening it takes a third of the time that making one takes. */
export async function copyHome(home: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), 'kith-run-'));
  // With owners: the database's files belong to whom it runs as.
  await promisify(execFile)('cp', ['-a', `${home}/.`, copy]);
  return copy;
}

function addressesIn(value: unknown): { url: string; intranetUrl: string } {
  const read = (key: string) => (typeof value === 'object' && value ? String(Reflect.get(value, key) ?? '') : '');
  return { url: read('url'), intranetUrl: read('intranetUrl') };
}
