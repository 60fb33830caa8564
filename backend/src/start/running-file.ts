// Owns `run.json` in the data folder: where the running Kith answers, so that a second start and tools find it.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from '../errors.ts';
import { readIfThere } from '../read-if-there.ts';

const Running = z.object({ pid: z.number().int(), url: z.string(), intranetUrl: z.string().nullable() });
export type Running = z.infer<typeof Running>;

const path = (home: string) => join(home, 'run.json');

/** @throws StartError when another Kith runs on this data folder. A file left by a hard kill is passed over. */
export async function refuseSecond(home: string): Promise<void> {
  const text = await readIfThere(path(home));
  if (text === null) return;
  const running = Running.safeParse(JSON.parse(text));
  if (!running.success || running.data.pid === process.pid || !isAlive(running.data.pid)) return;
  const answers = await fetch(`${running.data.url}/health/live`, { signal: AbortSignal.timeout(2_000) }).catch(
    () => null,
  );
  if (!answers?.ok) return;
  throw new StartError(
    `Kith is running on ${home} already, at ${running.data.url} (process ${running.data.pid}). ` +
      'Stop that one first, or set KITH_HOME to another folder.',
  );
}

export const noteRunning = (home: string, running: Omit<Running, 'pid'>) =>
  writeFile(path(home), JSON.stringify({ pid: process.pid, ...running }, null, 2));

export const noteStopped = (home: string) => rm(path(home), { force: true });

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && Reflect.get(error, 'code') === 'EPERM';
  }
}
