// Holds every widget of the registry to the shape that all have.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Phrases } from '@kith/sdk/words';
import { describe, expect, test } from 'vitest';
import { registry } from './registry.ts';

const here = import.meta.dirname;
const nameOf = (tag: string) => tag.replace(/^kith-/, '');
const filesOf = async (name: string) =>
  (await readdir(join(here, name))).filter((file) => file.endsWith('.ts') && !/\.(test|spec)\.ts$/.test(file));
const textOf = (...path: string[]) => readFile(join(here, ...path), 'utf8');
async function documentedIn(name: string, tag: 'attr' | 'csspart' | 'fires' | 'cssprop'): Promise<string[]> {
  const source = await textOf(name, `${name}.ts`);
  return [...source.matchAll(new RegExp(`@${tag} \\[?([\\w-]+)`, 'g'))].map((match) => match[1] ?? '');
}

/** Parts in the widget's own files and in those of the kit that they import. */
async function partsUsed(name: string): Promise<string[]> {
  const own = await Promise.all((await filesOf(name)).map((file) => textOf(name, file)));
  const kit = new Set(
    own.flatMap((text) => [...text.matchAll(/'\.\.\/kit\/([\w.-]+)'/g)].map((match) => match[1] ?? '')),
  );
  const shared = await Promise.all([...kit].map((file) => textOf('kit', file)));
  const values = [...own, ...shared].join('\n').matchAll(/\spart="([^"$]+)/g);
  return [...new Set([...values].flatMap((match) => (match[1] ?? '').split(' ')))];
}

test('every tag is kith-* and has a folder of its own', async () => {
  const tags = Object.keys(registry);
  expect(tags.length).toBeGreaterThan(0);
  for (const tag of tags) expect(tag).toMatch(/^kith-[a-z]+(-[a-z]+)*$/);
});

describe.each(Object.keys(registry))('%s', (tag) => {
  const name = nameOf(tag);

  test('has class, definition, styles, words and browser tests in their own files', async () => {
    const files = await readdir(join(here, name));
    for (const wanted of [
      `${name}.ts`,
      'define.ts',
      `${name}.styles.ts`,
      'words.ts',
      'words.ru.ts',
      `${name}.spec.ts`,
    ]) {
      expect(files).toContain(wanted);
    }
  });

  test('the class file registers nothing; the definition tolerates a second one', async () => {
    await import(`./${name}/${name}.ts`);
    expect(customElements.get(tag)).toBeUndefined();
    await import(`./${name}/define.ts`);
    const first = customElements.get(tag);
    expect(first).toBeDefined();
    await import(`./${name}/define.ts?again`);
    expect(customElements.get(tag)).toBe(first);
  });

  test('documents exactly its attributes', async () => {
    await import(`./${name}/define.ts`);
    const observed: unknown = Reflect.get(customElements.get(tag) ?? {}, 'observedAttributes');
    expect((await documentedIn(name, 'attr')).sort()).toEqual([...Object(observed)].sort());
  });

  test('documents every part, its session event and its height', async () => {
    const documented = await documentedIn(name, 'csspart');
    for (const part of await partsUsed(name)) expect(documented).toContain(part);
    expect(await documentedIn(name, 'fires')).toContain('kith-session');
    expect(await documentedIn(name, 'cssprop')).toContain(`--kith-${name}-height`);
  });

  test('speaks both languages with the same keys, placeholders and plural forms that fit', async () => {
    const { english }: { english: Phrases } = await import(`./${name}/words.ts`);
    const { russian }: { russian: Phrases } = await import(`./${name}/words.ru.ts`);
    expect(Object.keys(russian).sort()).toEqual(Object.keys(english).sort());
    for (const [key, phrase] of Object.entries(english)) {
      const translated = russian[key];
      expect(typeof translated).toBe(typeof phrase);
      expect(placeholders(translated), key).toEqual(placeholders(phrase));
      if (typeof translated !== 'object') continue;
      expect(Object.keys(translated).sort()).toEqual(['few', 'many', 'one', 'other']);
    }
  });

  test('sets no markup from text, no style attribute and no global', async () => {
    for (const file of await filesOf(name)) {
      const source = await textOf(name, file);
      expect(source, file).not.toMatch(/innerHTML|unsafeHTML|\sstyle=|globalThis\.|window\.\w+\s*=|eval\(/);
    }
  });
});

function placeholders(phrase: Phrases[string] | undefined): string[] {
  const text = typeof phrase === 'string' ? phrase : (phrase?.other ?? '');
  return [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
}
