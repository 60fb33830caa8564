// Owns telling what browsers download: brotli sizes of the loader, each widget's first load, and each content script.
import { kilobytes, measureBuilt } from '../tools/lib/sizes.ts';

export async function measureSizes(): Promise<string[][]> {
  const sizes = await measureBuilt();
  return [
    ['file', 'brotli', 'bar'],
    ...sizes.map(({ title, bytes, bar }) => [title, kilobytes(bytes), bar === undefined ? '' : kilobytes(bar)]),
  ];
}
