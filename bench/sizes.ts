// Owns measuring what browsers download: brotli sizes of the loader, each widget's first load, and each content script.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const root = resolve(import.meta.dirname, '..');

/** Brotli at quality 11, the sum over a module and what it imports statically. */
export async function measureSizes(): Promise<string[][]> {
  const rows: string[][] = [];
  const loader = join(root, 'widgets/dist/kith.js');
  rows.push(['loader kith.js', await kilobytes([loader])]);
  const chunks = join(root, 'widgets/dist/widgets');
  for (const file of (await readdir(chunks)).sort()) {
    if (!file.endsWith('.js')) continue;
    const files = await withStaticImports(join(chunks, file));
    rows.push([`widgets/${file} with its static imports (${files.length} files)`, await kilobytes(files)]);
  }
  const scripts = join(root, 'extension/.output/chrome-mv3/content-scripts');
  for (const file of (await readdir(scripts)).sort()) {
    rows.push([`content script ${file}`, await kilobytes([join(scripts, file)])]);
  }
  return [['file', 'brotli'], ...rows];
}

async function kilobytes(files: string[]): Promise<string> {
  const sizes = await Promise.all(files.map(async (file) => brotli(await readFile(file)).length));
  return `${(sizes.reduce((sum, size) => sum + size, 0) / 1000).toFixed(1)} kB`;
}

const brotli = (content: Buffer) => brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

async function withStaticImports(file: string, seen = new Set<string>()): Promise<string[]> {
  if (seen.has(file) || !existsSync(file)) return [...seen];
  seen.add(file);
  const text = await readFile(file, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:from|import)\s*["'](\.[^"']+)["']/g)) {
    await withStaticImports(resolve(dirname(file), specifier ?? ''), seen);
  }
  return [...seen];
}
