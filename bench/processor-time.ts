// Owns telling how much processor time processes took, which hardly depends on what else the machine does. Reads Linux's /proc.
import { readFile } from 'node:fs/promises';

/** The kernel counts in hundredths of a second, whatever the machine. */
const tick = 10;

/** What processes took until now, in milliseconds. Those that have ended count nothing. @param pids their ids. */
export async function processorTime(pids: number[]): Promise<number> {
  const times = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
      // The name in brackets may hold spaces.
      const [, , , , , , , , , , , user = 0, system = 0] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      return (Number(user) + Number(system)) * tick;
    }),
  );
  return times.reduce((sum, time) => sum + time, 0);
}
