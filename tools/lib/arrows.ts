// Owns the rules of the house about imports and forbidden reaches, as one list that is easy to read and to extend.
import { glob, readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';

export interface Source {
  /** Absolute path. */
  file: string;
  /** Path from the root, with forward slashes. */
  path: string;
  text: string;
}

export interface ArrowProblem {
  file: string;
  line: number;
  reason: string;
}

/** What each part may import of ours. Tests may also use tools/testing. */
const mayImport: Record<string, string[]> = {
  sdk: [],
  backend: [],
  extension: ['sdk'],
  widgets: ['sdk'],
  'embed-demo': ['sdk', 'widgets'],
  integrations: ['sdk'],
  tools: ['sdk'],
  bench: ['sdk', 'tools'],
  supabase: ['backend'],
};

const isTest = (path: string) => /\.(test|spec)\.tsx?$|\/tests?\/|\/testing\//.test(path);

/** Reads every TypeScript source of the house. */
export async function readSources(root: string): Promise<Source[]> {
  const patterns = [...Object.keys(mayImport).map((part) => `${part}/**/*.{ts,tsx}`)];
  const sources: Source[] = [];
  for await (const path of glob(patterns, {
    cwd: root,
    exclude: (name) => /(^|\/)(node_modules|dist|\.output|\.wxt)(\/|$)/.test(name),
  })) {
    if (path.endsWith('lib/arrows.test.ts')) continue; // its samples break the rules on purpose
    const file = resolve(root, path);
    sources.push({ file, path: relative(root, file).replaceAll('\\', '/'), text: await readFile(file, 'utf8') });
  }
  return sources;
}

/** Every broken rule, with its line. */
export function checkArrows(sources: Source[]): ArrowProblem[] {
  return sources.flatMap((source) => [...importProblems(source), ...reachProblems(source)]);
}

function importProblems(source: Source): ArrowProblem[] {
  const from = source.path.split('/')[0] ?? '';
  return importsOf(source).flatMap(({ line, specifier }) => {
    const target = targetOf(source, specifier);
    if (target === null) return [];
    const to = target.split('/')[0] ?? '';
    const allowed =
      to === from || mayImport[from]?.includes(to) || (isTest(source.path) && target.startsWith('tools/testing'));
    if (!allowed) return [{ file: source.file, line, reason: `${from} may not import ${to} (${specifier})` }];
    return siteProblem(source, target, line);
  });
}

/** A site adapter never imports another site's, and generic code reaches sites only through the registry. */
function siteProblem(source: Source, target: string, line: number): ArrowProblem[] {
  const site = siteOf(target);
  if (site === null || site === siteOf(source.path)) return [];
  // A content script carries only its own site, so it names the adapter itself.
  const mayName = /extension\/src\/(sites\/registry(\.test)?|entrypoints\/[a-z0-9-]+\.content)\.ts$/;
  if (mayName.test(source.path) || isTest(source.path)) return [];
  return [{ file: source.file, line, reason: `only sites/registry.ts imports the site ${site}` }];
}

const siteOf = (path: string) => /^extension\/src\/sites\/([a-z0-9-]+)\//.exec(path)?.[1] ?? null;

function importsOf(source: Source): { line: number; specifier: string }[] {
  return [...source.text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map((match) => ({
    line: source.text.slice(0, match.index).split('\n').length,
    specifier: match[1] ?? '',
  }));
}

/** Path from the root of what is imported, or null for packages that are not ours. */
function targetOf(source: Source, specifier: string): string | null {
  const own = /^@kith\/([a-z-]+)(\/.*)?$/.exec(specifier);
  if (own) return `${own[1]}${own[2] ?? ''}`;
  if (!specifier.startsWith('.')) return null;
  const root = source.file.slice(0, source.file.length - source.path.length);
  return relative(root, resolve(dirname(source.file), specifier)).replaceAll('\\', '/');
}

interface Reach {
  where: (path: string) => boolean;
  pattern: RegExp;
  reason: string;
}

const reaches: Reach[] = [
  {
    where: (path) => path.startsWith('backend/src/') && path !== 'backend/src/env.ts',
    pattern: /process\.env\b/,
    reason: 'only backend/src/env.ts reads the environment',
  },
  {
    // They speak to this machine, or are no requests at all.
    where: (path) => /^backend\/src\/(?!outbound\/|start\/(listen|running-file)\.ts$)/.test(path),
    pattern: /(?<![.\w])fetch\(/,
    reason: 'requests leave through backend/src/outbound',
  },
  {
    where: (path) => /^backend\/src\/(http\/|.*routes\.ts$|.*handlers\.ts$)/.test(path),
    pattern: /\b(tx|sql|admin)(<[^>]*>)?`/,
    reason: 'a route holds no SQL; put it into a verb',
  },
  {
    where: (path) => /^extension\/src\/(overlay|messages)\//.test(path),
    pattern: /\bgmail\b|\btelegram-[ak]\b|mail\.google|web\.telegram|linkedin\.com/i,
    reason: 'generic code names no site',
  },
  {
    where: (path) => /^extension\/src\/(overlay|sites)\/|\.content\.tsx?$/.test(path),
    pattern: /\bfetch\(|new WebSocket\(|XMLHttpRequest|supabase/,
    reason: 'a content script never touches the network',
  },
  {
    where: (path) => /^(extension|widgets|embed-demo)\/src\//.test(path),
    pattern: /\.innerHTML\b|\beval\(|new Function\(|insertAdjacentHTML/,
    reason: 'no markup from text: pages of others forbid it',
  },
];

function reachProblems(source: Source): ArrowProblem[] {
  if (isTest(source.path)) return [];
  return reaches
    .filter(({ where }) => where(source.path))
    .flatMap(({ pattern, reason }) =>
      source.text.split('\n').flatMap((text, index) => {
        const isComment = /^\s*(\/\/|\*|\/\*)/.test(text);
        return !isComment && pattern.test(text) ? [{ file: source.file, line: index + 1, reason }] : [];
      }),
    );
}
