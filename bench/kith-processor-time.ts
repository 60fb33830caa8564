// Owns telling how much processor time a Kith and its database took, whatever processes that database made. Reads Linux's /proc.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningKith } from '../tools/testing/kith.ts';

/** Until now, in milliseconds. It tells more than the clock where others work, too. */
export async function kithProcessorTime(kith: Pick<RunningKith, 'home' | 'process'>): Promise<number> {
  const postmaster = (await readFile(join(kith.home, 'postgres/postmaster.pid'), 'utf8')).split('\n')[0];
  let ticks = 0;
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ours = [pid, fields[1]].includes(postmaster) || pid === String(kith.process.pid);
    if (ours)
      ticks +=
        Number(fields[11]) + Number(fields[12]) + (pid === postmaster ? Number(fields[13]) + Number(fields[14]) : 0);
  }
  return ticks * 10;
}
