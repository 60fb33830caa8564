// Owns building the browser parts, each only when something that goes into it has changed.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, runLine } from './commands.ts';

interface FrontEnd {
  folder: string;
  /** What a person is told while it builds. */
  title: string;
  /** Folders whose files go into it. */
  inputs: string[];
  /** Where the stamp of the last build is kept, inside the output. */
  output: string;
}

export const frontEnds: FrontEnd[] = [
  { folder: 'widgets', title: 'widgets', inputs: ['widgets', 'sdk/src'], output: 'dist' },
  {
    folder: 'embed-demo',
    title: 'portal and sample pages',
    inputs: ['embed-demo', 'widgets/src', 'sdk/src'],
    output: 'dist',
  },
  { folder: 'extension', title: 'browser extension', inputs: ['extension', 'sdk/src'], output: '.output' },
];

const leftOut = new Set(['node_modules', 'dist', '.output', '.wxt', 'test-results', 'tests', 'fixtures']);

/** Builds what is stale. @returns the titles of what was built. @throws Error with the build's output. */
export async function buildFrontEnds(say: (text: string) => void): Promise<string[]> {
  const built: string[] = [];
  for (const frontEnd of frontEnds) {
    const hash = await hashOf(frontEnd.inputs);
    const stamp = join(root, frontEnd.folder, frontEnd.output, '.built');
    if (existsSync(stamp) && (await readFile(stamp, 'utf8')) === hash) continue;
    say(`Building the ${frontEnd.title}`);
    await build(frontEnd);
    await mkdir(join(root, frontEnd.folder, frontEnd.output), { recursive: true });
    await writeFile(stamp, hash);
    built.push(frontEnd.title);
  }
  return built;
}

async function build({ folder, title }: FrontEnd): Promise<void> {
  const manifest: unknown = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const script = scriptOf(manifest);
  // Tests name another kind of environment, in which libraries build for developers: larger and slower.
  const { code, output } = await runLine(script, { folder, quiet: true, env: { NODE_ENV: 'production' } });
  if (code !== 0) throw new Error(`The ${title} did not build:\n${output.trim()}`);
}

function scriptOf(manifest: unknown): string {
  const scripts = typeof manifest === 'object' && manifest ? Reflect.get(manifest, 'scripts') : undefined;
  const build = typeof scripts === 'object' && scripts ? Reflect.get(scripts, 'build') : undefined;
  if (typeof build !== 'string') throw new Error('The package has no build script');
  return build;
}

async function hashOf(inputs: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', ...(await Promise.all(inputs.map(filesIn))).flat()]) {
    hash.update(file).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter(({ name }) => !leftOut.has(name) && !/\.(test|spec)\.tsx?$/.test(name))
      .map((entry) => (entry.isDirectory() ? filesIn(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`])),
  );
  return nested.flat().sort();
}
