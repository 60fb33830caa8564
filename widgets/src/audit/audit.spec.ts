// What people can rely on in <kith-audit>, in a real browser on another origin, against the real server.
import { readFile } from 'node:fs/promises';
import { createKithClient, type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-audit');
const rows = (page: Page) => widget(page).getByRole('listitem');

async function retitle(api: KithClient, id: string, version: number, title: string): Promise<void> {
  const headers = { 'if-match': `"${version}"` };
  await unwrap(api.PATCH('/v1/contacts/{id}', { params: { path: { id }, header: headers }, body: { title } }));
}

test.beforeEach(async ({ page, account, kith }) => {
  await provideSession(page, kith.url, account);
});

test('a change comes in live with who, old and new, and leads to its record', async ({ page, host, account }) => {
  const ada = await capture(account.api, { name: 'Ada Prospect', title: 'CTO' });
  await host.open(page, '<h1>Audit log</h1><kith-audit></kith-audit>', { key: null });
  await expect(rows(page).filter({ hasText: 'Person: created' })).toHaveCount(1);
  await retitle(account.api, ada.id, ada.version, 'Chief engineer');
  const changed = rows(page).filter({ hasText: 'Person: changed' });
  await expect(changed).toContainText('title');
  await expect(changed.locator('del')).toHaveText('CTO');
  await expect(changed.locator('ins')).toHaveText('Chief engineer');
  await page.evaluate(() => {
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['opened'] = `${event.detail.type}:${event.detail.id}`;
    });
  });
  await changed.getByRole('button', { name: 'Open the Person' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-opened', `contact:${ada.id}`);
  await unwrap(
    account.api.POST('/v1/custom-fields', { body: { recordType: 'contact', name: 'Region', type: 'text' } }),
  );
  const header = { 'if-match': `"${ada.version + 1}"` };
  const params = { path: { id: ada.id }, header };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params, body: { fields: { region: 'North' } } }));
  await expect(rows(page).filter({ hasText: 'Region' }).locator('ins')).toHaveText('North');
});

test('it is narrowed by kind, source, day and record, and saved as CSV', async ({ page, host, account }) => {
  const ada = await capture(account.api, { name: 'Ada Prospect', title: 'CTO' });
  await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme' } }));
  await host.open(page, '<kith-audit></kith-audit>', { key: null });
  await expect(rows(page).filter({ hasText: 'Company: created' })).toHaveCount(1);
  await widget(page).getByLabel('What').selectOption('Person');
  await expect(rows(page).filter({ hasText: 'Company' })).toHaveCount(0);
  await expect(rows(page).filter({ hasText: 'Person: created' })).toHaveCount(1);
  await widget(page).getByLabel('From where').selectOption('Import');
  await expect(widget(page).getByText('No such change')).toBeVisible();
  await widget(page).getByLabel('From where').selectOption('Anywhere');
  await widget(page).getByLabel('Until').fill('2020-01-01');
  await expect(widget(page).getByText('No such change')).toBeVisible();
  await widget(page).getByLabel('Until').fill('');
  await expect(rows(page)).toHaveCount(1);
  const saving = page.waitForEvent('download');
  await widget(page).getByRole('button', { name: 'Save as CSV' }).click();
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text).toContain(`contact,${ada.id},created`);
  expect(text).not.toContain(',company,');
  await widget(page).evaluate((element, id) => element.setAttribute('record', `contact:${id}`), ada.id);
  await expect(rows(page)).toHaveCount(1);
  await expect(widget(page).getByLabel('What')).toHaveCount(0);
});

test('a key stands in the log by its name', async ({ page, host, kith, account }) => {
  const permissions = ['contacts.read', 'contacts.write', 'companies.read', 'companies.write'];
  const key = await unwrap(account.api.POST('/v1/api-keys', { body: { name: 'Website form', permissions } }));
  const byKey = createKithClient({ apiUrl: kith.url, getToken: async () => key.secret ?? '' });
  await unwrap(byKey.POST('/v1/contacts', { body: { name: 'Ada Prospect', points: [] } }));
  await host.open(page, '<kith-audit resource="contact"></kith-audit>', { key: null });
  await expect(rows(page).filter({ hasText: 'Website form' })).toHaveCount(1);
});

test('it looks right in light, dark, Russian and narrow, and axe finds nothing', async ({ page, host, account }) => {
  const ada = await capture(account.api, { name: 'Ada Prospect', title: 'CTO' });
  await retitle(account.api, ada.id, ada.version, 'Chief engineer');
  await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme' } }));
  await host.open(page, '<h1>Audit log</h1><kith-audit resource="contact"></kith-audit>', { key: null });
  await expect(rows(page)).toHaveCount(2);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(widget(page), `audit-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await widget(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(widget(page).getByLabel('Откуда')).toBeVisible();
  await shot(widget(page), 'audit-ru');
  await page.setViewportSize({ width: 360, height: 640 });
  await shot(widget(page), 'audit-360');
  expect(host.violations).toEqual([]);
});
