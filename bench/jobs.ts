// Owns the figures of the embedded queue. The backend measures itself in a process of its own.
import { runLine } from '../tools/lib/commands.ts';
import { milliseconds, percentile } from './statistics.ts';

interface Measured {
  name: string;
  samples: number[];
  startedPerSecond: number;
}

/** From adding to starting, in milliseconds, and how many start in a second when many wait. */
export async function measureJobs(): Promise<string[][]> {
  const { code, output } = await runLine('node --experimental-strip-types backend/src/jobs/testing/measure-queue.ts', {
    quiet: true,
  });
  if (code !== 0) throw new Error(`The queue could not be measured:\n${output}`);
  const measured: Measured[] = JSON.parse(output.slice(output.indexOf('[{')));
  return [
    ['200 one by one, 1000 at once', 'add→start p50', 'p95', 'worst', 'started per second'],
    ...measured.map(({ name, samples, startedPerSecond }) => [
      name,
      ...[percentile(samples, 0.5), percentile(samples, 0.95), Math.max(...samples)].map(milliseconds),
      String(startedPerSecond),
    ]),
  ];
}
