// What people can rely on at the pages of downloads, jobs and the trash.
import { readFile } from 'node:fs/promises';
import { unwrap } from '@kith/sdk';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { expectSound, signIn } from './portal-pages.ts';

test('everything that one may read comes as files', async ({ page, account, kith }) => {
  await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  await signIn(page, `${kith.url}/#/data`, account);
  await expect(page.getByRole('heading', { name: 'Downloads and jobs' })).toBeVisible();
  const line = page.getByRole('listitem').filter({ hasText: 'People, as a table' });
  const coming = page.waitForEvent('download');
  await line.getByRole('button', { name: 'Download' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^contacts-.*\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toContain('Ada Prospect');
  await expect(page.getByText('No jobs yet')).toBeVisible();
  await expectSound(page, 'data');
});

test('what was deleted comes back from the trash', async ({ page, account, kith }) => {
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  await unwrap(account.api.DELETE('/v1/contacts/{id}', { params: { path: { id: contact.id } } }));
  await signIn(page, `${kith.url}/#/trash`, account);
  await expect(page.getByRole('button', { name: 'Restore Ada Prospect' })).toBeVisible();
  await expectSound(page, 'trash-page');
  await page.getByRole('button', { name: 'Restore Ada Prospect' }).click();
  await expect(page.locator('.text', { hasText: 'Ada Prospect is back' })).toBeVisible();
});
