// Owns measuring how long `kith start` takes until the portal answers: on an empty data folder, and again on the same one.
import { startKith } from '../tools/testing/kith.ts';
import { milliseconds, percentile } from './statistics.ts';

const rounds = 5;

/** Cold: database made, migrated, demo people written. Warm: the data is there. Both with the browser parts built. */
export async function measureStartup(): Promise<string[][]> {
  const samples: Record<'cold' | 'warm', number[]> = { cold: [], warm: [] };
  for (let round = 0; round < rounds; round += 1) {
    const first = await timed(() => startKith());
    samples.cold.push(first.took);
    await first.value.stop();
    const second = await timed(() => startKith({ home: first.value.home }));
    samples.warm.push(second.took);
    await second.value.stop();
    await second.value.remove();
  }
  const row = (name: 'cold' | 'warm') => [
    name,
    milliseconds(percentile(samples[name], 0.5)),
    milliseconds(Math.min(...samples[name])),
    milliseconds(Math.max(...samples[name])),
  ];
  return [['start', `median of ${rounds}`, 'best', 'worst'], row('cold'), row('warm')];
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; took: number }> {
  const started = performance.now();
  const value = await run();
  return { value, took: performance.now() - started };
}
