// Owns pieces of the kit on a page of their own: bundles an entry as the build does, for tests of what is no widget.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @param entry path beside this file. @returns a classic script. */
export async function bundle(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      target: 'es2023',
      minify: false,
      lib: { entry: fileURLToPath(new URL(entry, import.meta.url)), formats: ['iife'], name: 'kithTest' },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && 'output' in first ? first.output.find((output) => output.type === 'chunk') : undefined;
  if (!chunk || !('code' in chunk)) throw new Error('The entry made no script');
  return chunk.code;
}
