// What the extension may do is what docs/privacy.md explains, one by one, and nothing besides.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const list = z.array(z.string()).default([]);
const Manifest = z.object({
  permissions: list,
  optional_permissions: list,
  host_permissions: list,
  optional_host_permissions: list,
  content_scripts: z.array(z.object({ matches: list })).default([]),
});

/** What the table of the extension explains. */
async function explained(): Promise<string[]> {
  const text = await readFile(join(root, 'docs/privacy.md'), 'utf8');
  const [, section = ''] = text.split('\n## What the extension may do, and why\n');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `([^`]+)` \| .{20,}\|$/gm)].map(([, name = '']) => name).toSorted();
}

for (const target of ['chrome-mv3', 'firefox-mv3']) {
  test(`${target} asks for what is explained, and for nothing else`, async () => {
    const manifest = Manifest.parse(
      JSON.parse(await readFile(join(root, 'extension/.output', target, 'manifest.json'), 'utf8')),
    );
    const { permissions, optional_permissions, host_permissions, optional_host_permissions, content_scripts } =
      manifest;
    const matches = content_scripts.flatMap((script) => script.matches);
    const asked = [
      ...permissions,
      ...optional_permissions,
      ...host_permissions,
      ...optional_host_permissions,
      ...matches,
    ];
    expect([...new Set(asked)].toSorted()).toEqual(await explained());
  });
}
