// Owns how much browsers download of what is built, in brotli, and the bars that some of it keeps to.
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { root } from './commands.ts';

export interface Size {
  title: string;
  /** Brotli at quality 11, the sum over its files. */
  bytes: number;
  /** Most bytes that it may have; undefined for what has no bar. */
  bar: number | undefined;
}

const loaderBar = 1_500;
const contentScriptBar = 36_000;
const widgetBars: Record<string, number> = { 'kith-contact.js': 12_000 };

/** The loader, each widget's first load (its module and what that imports statically), and each content script. */
export async function measureBuilt(): Promise<Size[]> {
  const loader = join(root, 'widgets/dist/kith.js');
  const sizes: Size[] = [{ title: 'loader kith.js', bytes: await bytesOf([loader]), bar: loaderBar }];
  for (const file of await scriptsIn('widgets/dist/widgets')) {
    const files = await withStaticImports(join(root, 'widgets/dist/widgets', file));
    const title = `widgets/${file} with its static imports (${files.length} files)`;
    sizes.push({ title, bytes: await bytesOf(files), bar: widgetBars[file] });
  }
  const scripts = 'extension/.output/chrome-mv3/content-scripts';
  for (const file of await scriptsIn(scripts)) {
    const bytes = await bytesOf([join(root, scripts, file)]);
    sizes.push({ title: `content script ${file}`, bytes, bar: contentScriptBar });
  }
  return sizes;
}

/** As people read it: `11.8 kB`. */
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;

/** Says what is larger than its bar. @returns 0 when nothing is. */
export async function checkSizes(say: (text: string) => void): Promise<number> {
  const over = (await measureBuilt()).filter(({ bytes, bar = Number.POSITIVE_INFINITY }) => bytes > bar);
  for (const { title, bytes, bar = 0 } of over) {
    say(
      `Too large: ${title} is ${bytes} bytes of brotli, its bar is ${bar}. See docs/decisions/0041-what-comes-first.md`,
    );
  }
  return over.length === 0 ? 0 : 1;
}

const scriptsIn = async (folder: string) =>
  (await readdir(join(root, folder))).filter((file) => file.endsWith('.js')).sort();

async function bytesOf(files: string[]): Promise<number> {
  const sizes = await Promise.all(files.map(async (file) => brotli(await readFile(file)).length));
  return sizes.reduce((sum, size) => sum + size, 0);
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
