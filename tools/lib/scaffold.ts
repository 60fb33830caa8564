// Owns writing a new site, widget or resource from tools/templates, and its one line in a registry.
import { existsSync } from 'node:fs';
import { glob, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runLine } from './commands.ts';

export type Kind = 'site' | 'widget' | 'resource';

interface Insertion {
  /** The registry, from the root. */
  file: string;
  /** Returns the file's text with the new lines. */
  insert(text: string, names: Names): string;
}

/** The forms of a name that templates use as `__form__`. */
export interface Names {
  /** `sales-order` */
  name: string;
  /** `salesOrder` */
  camel: string;
  /** `SalesOrder` */
  Name: string;
  /** `sales_order` */
  snake: string;
  /** `sales-orders`, `salesOrders`, `SalesOrders`, `sales_orders` */
  names: string;
  camels: string;
  Names: string;
  snakes: string;
  /** Year and month: `2026-11`. */
  date: string;
  /** Fourteen digits for a migration. */
  stamp: string;
}

const registries: Record<Kind, Insertion[]> = {
  site: [
    {
      file: 'extension/src/sites/registry.ts',
      insert: (text, { name, camel }) =>
        text
          .replace(/(import type \{ SiteAdapter \})/, `import { ${camel} } from './${name}/adapter.ts';\n$1`)
          .replace(/(sites: readonly SiteAdapter\[\] = \[[^\]]*)\]/, `$1, ${camel}]`),
    },
  ],
  widget: [
    {
      file: 'widgets/src/registry.ts',
      insert: (text, { name }) =>
        text.replace(/\n\} satisfies/, `\n  'kith-${name}': () => import('./${name}/define.ts'),\n} satisfies`),
    },
    {
      file: 'backend/src/embed/widget-permissions.ts',
      insert: (text, { name }) => text.replace(/\n\};/, `\n  'kith-${name}': ['contacts.read'],\n};`),
    },
  ],
  resource: [
    {
      file: 'backend/src/http/registry.ts',
      insert: (text, { names, Names, camels }) =>
        text
          .replace(
            /(import type \{ Api \})/,
            `import { bind${Names} } from '../${names}/handlers.ts';\nimport * as ${camels} from '../${names}/routes.ts';\n$1`,
          )
          .replace(/(resources: Resource\[\] = \[[^\]]*)\]/, `$1  { routes: ${camels}, bind: bind${Names} },\n]`),
    },
    {
      file: 'backend/src/undo/registry.ts',
      insert: (text, { name, names, Name, snake }) => {
        const kinds = ['Create', 'Change', 'Delete'].map((verb) => `undo${Name}${verb}`);
        const lines = kinds.map((kind, nth) => `\n  '${snake}.${['create', 'change', 'delete'][nth]}': ${kind},`);
        return text
          .replace(
            /\n\nexport const undoKinds/,
            `\nimport { ${kinds.join(', ')} } from '../${names}/undo-${name}.ts';$&`,
          )
          .replace(/\n\};/, `${lines.join('')}\n};`);
      },
    },
    {
      file: 'backend/src/http/context.ts',
      insert: (text, { snakes }) =>
        text.replace(/(export type Permission =)/, `$1\n  | '${snakes}.read'\n  | '${snakes}.write'`),
    },
    {
      file: 'backend/src/events/catalogue.ts',
      insert: (text, { snake }) =>
        text.replace(
          /\n\} as const;/,
          [
            '',
            `  '${snake}.created': { subject: '${snake}', payload: Empty },`,
            `  '${snake}.updated': { subject: '${snake}', payload: Changed },`,
            `  '${snake}.deleted': { subject: '${snake}', payload: Empty },`,
            `  '${snake}.restored': { subject: '${snake}', payload: Empty },`,
            '} as const;',
          ].join('\n'),
        ),
    },
    {
      file: 'backend/src/testing/plain-resources.ts',
      insert: (text, { names, Name }) =>
        text.replace(
          /(plainResources: [^=]*= \{)/,
          `$1\n  '${names}': { create${Name}: { name: 'Walked' }, update${Name}: { name: 'Taken over' } },\n`,
        ),
    },
    {
      file: 'supabase/tests/plain-tables.ts',
      insert: (text, { snakes }) => text.replace(/(plainTables: string\[\] = \[)/, `$1'${snakes}', `),
    },
    {
      file: 'backend/src/jobs/sweeps/purge-registry.ts',
      insert: (text, { snakes }) => text.replace(/(purges: Purge\[\] = \[)/, `$1\n  { table: '${snakes}' },`),
    },
    {
      file: 'backend/src/export/tables.ts',
      insert: (text, { snakes }) =>
        text.replace(/(exportedTables: ExportedTable\[\] = \[)/, `$1\n  { table: '${snakes}' },`),
    },
    {
      file: 'backend/src/erase/registry.ts',
      insert: (text, { snakes }) =>
        text.replace(
          /(impersonal: Record<string, string> = \{)/,
          `$1\n  ${snakes}: 'say why nothing of a contact stands there, or name its columns above',`,
        ),
    },
    {
      file: 'sdk/src/live.ts',
      insert: (text, { snakes }) => text.replace(/(type LiveResource =[^;]*);/, `$1\n  | '${snakes}';`),
    },
  ],
};

/** @throws Error when the word is no plain English name in kebab case. */
export function namesOf(word: string, now: Date): Names {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(word)) {
    throw new Error(`“${word}” is not a name: use lower-case words with hyphens, such as sales-order.`);
  }
  const plural = pluralOf(word);
  const iso = now.toISOString();
  return {
    name: word,
    camel: camelOf(word),
    Name: pascalOf(word),
    snake: word.replaceAll('-', '_'),
    names: plural,
    camels: camelOf(plural),
    Names: pascalOf(plural),
    snakes: plural.replaceAll('-', '_'),
    date: iso.slice(0, 7),
    stamp: iso.replace(/\D/g, '').slice(0, 14),
  };
}

const camelOf = (word: string) => word.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const pascalOf = (word: string) => camelOf(`-${word}`);

/** English plural of the last word: company → companies, box → boxes, deal → deals. */
function pluralOf(word: string): string {
  if (/[^aeiou]y$/.test(word)) return word.replace(/y$/, 'ies');
  return /(s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}

/**
 * Writes the files of a new thing and its line in the registry.
 * @param root the house. @returns paths from the root of what was written or changed.
 * @throws Error when something of that name exists; then nothing is written.
 */
export async function scaffold(root: string, kind: Kind, names: Names): Promise<string[]> {
  const templates = join(import.meta.dirname, '../templates', kind);
  const files: { path: string; text: string }[] = [];
  for await (const file of glob('**/*.tmpl', { cwd: templates })) {
    const path = fill(file.replace(/\.tmpl$/, ''), names).replaceAll('\\', '/');
    if (existsSync(join(root, path))) throw new Error(`${path} exists already. Nothing was written.`);
    files.push({ path, text: fill(await readFile(join(templates, file), 'utf8'), names) });
  }
  for (const { file, insert } of registries[kind]) {
    const before = await readFile(join(root, file), 'utf8');
    const text = insert(before, names);
    if (text === before) throw new Error(`${file} has not the form that was expected. Nothing was written.`);
    files.push({ path: file, text });
  }
  for (const { path, text } of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  const paths = files.map(({ path }) => path).sort();
  // Names sort differently, so imports and lists are put in order once they are known.
  const sources = paths.filter((path) => /\.(ts|json)$/.test(path));
  await runLine(`cd "${root}" && biome check --write ${sources.map((path) => `"${path}"`).join(' ')}`, { quiet: true });
  return paths;
}

const fill = (text: string, names: Names) =>
  Object.entries(names).reduce((filled, [form, value]) => filled.replaceAll(`__${form}__`, value), text);
