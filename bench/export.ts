// Owns the figures of the exports. The backend measures itself in a process of its own.
import { runLine } from '../tools/lib/commands.ts';

interface Measured {
  name: string;
  seconds: number;
  bytes: number;
  grown: number;
}

/** Time and memory of exporting 50,000 contacts. */
export async function measureExport(): Promise<string[][]> {
  const { code, output } = await runLine(
    'node --experimental-strip-types backend/src/export/testing/measure-export.ts',
    { quiet: true },
  );
  if (code !== 0) throw new Error(`The exports could not be measured:\n${output}`);
  const measured: Measured[] = JSON.parse(output.slice(output.indexOf('[{')));
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  return [
    ['export of 50,000 contacts', 'time', 'size', 'process grew by'],
    ...measured.map(({ name, seconds, bytes, grown }) => [
      name,
      `${seconds.toFixed(1)} s`,
      megabytes(bytes),
      megabytes(grown),
    ]),
  ];
}
