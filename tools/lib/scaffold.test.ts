import { cp, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nodeFlags, root, runLine } from './commands.ts';
import { type Kind, namesOf, scaffold } from './scaffold.ts';

const now = new Date('2027-01-02T10:20:30Z');
const leftOut = new Set(['node_modules', 'dist', '.output', '.wxt', 'test-results']);

describe('names', () => {
  it('come in every form that templates use', () => {
    expect(namesOf('sales-order', now)).toMatchObject({
      camel: 'salesOrder',
      Name: 'SalesOrder',
      snake: 'sales_order',
      names: 'sales-orders',
      Names: 'SalesOrders',
      date: '2027-01',
      stamp: '20270102102030',
    });
    expect(namesOf('company', now).names).toBe('companies');
    expect(namesOf('tax', now).names).toBe('taxes');
  });

  it.each(['Deal', '../deal', 'deal_board', '', '9lives'])('refuse “%s”', (word) => {
    expect(() => namesOf(word, now)).toThrow('is not a name');
  });
});

describe('a scaffold', { timeout: 300_000 }, () => {
  let house: string;
  beforeEach(async () => {
    await mkdir(join(root, 'test-results'), { recursive: true });
    house = await mkdtemp(join(root, 'test-results/house-'));
    await symlink(join(root, 'node_modules'), join(house, 'node_modules'));
    for (const file of ['tsconfig.json', 'vitest.config.ts', 'package.json', 'biome.json', '.gitignore'])
      await cp(join(root, file), join(house, file));
    await symlink(join(root, 'tools'), join(house, 'tools'));
  });
  afterEach(() => rm(house, { recursive: true, force: true }));

  /** Copies parts of the house, so that the real one stays as it is. */
  const copyOf = async (...parts: string[]) => {
    for (const part of parts) {
      await cp(join(root, part), join(house, part), {
        recursive: true,
        filter: (path) => !leftOut.has(basename(path)),
      });
      await symlink(join(root, part, 'node_modules'), join(house, part, 'node_modules')).catch((error: unknown) => {
        if (Reflect.get(Object(error), 'code') !== 'ENOENT') throw error;
      });
    }
  };
  const make = (kind: Kind, name: string, at = now) => scaffold(house, kind, namesOf(name, at));
  const passes = async (line: string) => {
    const { code, output } = await runLine(`cd "${house}" && ${line}`, { quiet: true, env: { NO_COLOR: '1' } });
    expect(code === 0 ? '' : output).toBe('');
  };

  it('of a site meets the sites’ conformance test and the types', async () => {
    await copyOf('extension');
    const written = await make('site', 'village-board');
    expect(written).toContain('extension/src/sites/village-board/adapter.ts');
    await passes('biome ci extension/src');
    await passes('tsc -p extension');
    await passes('vitest run --root . --project clients extension/src/sites/conformance.test.ts');
  });

  it('of a widget meets the widgets’ conformance test and the types', async () => {
    await copyOf('widgets', 'backend');
    await make('widget', 'x-y');
    await make('widget', 'another-board');
    await passes('biome ci widgets/src');
    await passes('tsc -p widgets');
    await passes('vitest run --root . --project clients widgets/src');
  });

  it('of a resource meets the registry, the policies, the walk between organizations and its own test', async () => {
    await copyOf('backend', 'supabase', 'sdk');
    await make('resource', 'sales-order');
    // A migration has its second for itself.
    await make('resource', 'ad', new Date('2027-01-02T10:20:31Z'));
    await passes('biome ci backend/src supabase sdk/src');
    await passes('tsc -p backend');
    const node = `"${process.execPath}" ${nodeFlags.join(' ')}`;
    await passes(`${node} backend/src/main.ts openapi > sdk/openapi.json`);
    const tests = [
      'backend/src/sales-orders',
      'backend/src/http/registry',
      'backend/src/http/isolation',
      'backend/src/erase',
      'backend/src/undo/offers',
      'backend/src/export',
      'supabase/tests/policies.test.ts',
      'supabase/tests/schema.test.ts',
      'supabase/tests/told.test.ts',
      'supabase/tests/purge.test.ts',
    ];
    await passes(`vitest run --root . --project backend ${tests.join(' ')}`);
  });

  it('writes nothing when something of that name exists', async () => {
    await copyOf('extension');
    await make('site', 'village-board');
    const registry = await readFile(join(house, 'extension/src/sites/registry.ts'), 'utf8');
    await expect(make('site', 'village-board')).rejects.toThrow('exists already');
    expect(await readFile(join(house, 'extension/src/sites/registry.ts'), 'utf8')).toBe(registry);
  });
});
