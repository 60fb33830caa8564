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

test('a file is prepared while the page is closed, saved later, and stopped', async ({ page, account, kith }) => {
  await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  await signIn(page, `${kith.url}/#/data`, account);
  const line = (name: string) => page.getByRole('listitem').filter({ hasText: name });
  const everything = line('Everything, as JSON');
  await everything.getByRole('button', { name: 'Prepare' }).click();
  await expect(page.getByRole('region', { name: 'Jobs' }).getByText('File to download')).toBeVisible();
  // Gone and back: the job went on.
  await page.goto(`${kith.url}/#/people`);
  await page.goto(`${kith.url}/#/data`);
  await expect(everything.getByText(/^Ready: .* kB, kept until/)).toBeVisible();
  const coming = page.waitForEvent('download');
  await everything.getByRole('button', { name: 'Save the file' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^kith-.*\.json$/);
  expect(await readFile(await file.path(), 'utf8')).toContain('Ada Prospect');
  await expectSound(page, 'data-ready');
  // Under way, as the page shows it of a long one.
  const { items } = await unwrap(account.api.GET('/v1/exports'));
  await page.route('**/v1/exports', async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const under = { ...items[0], file: 'contacts.csv', state: 'running', done: 3120, total: 50_000, size: null };
    await route.fulfill({ json: { items: [under, ...items], nextCursor: null } });
  });
  await page.reload();
  const people = line('People, as a table');
  await expect(people.getByText('3,120 of 50,000 rows')).toBeVisible();
  await expect(people.getByRole('progressbar')).toHaveAttribute('max', '50000');
  await expectSound(page, 'data-under-way');
  await page.unroute('**/v1/exports');
  await people.getByRole('button', { name: 'Cancel' }).click();
  await expect(everything.getByText('Ready:')).toBeHidden();
  await expect(everything.getByRole('button', { name: 'Prepare' })).toBeVisible();
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
