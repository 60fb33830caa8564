// What people can rely on in <kith-merge>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-merge');

test.beforeEach(async ({ page, account, kith }) => {
  await provideSession(page, kith.url, account);
});

test('a person is merged with another who is found by name, and the page is led to who stayed', async ({
  page,
  host,
  account,
}) => {
  const own = await capture(account.api, { name: 'Ada P.', title: 'CTO' });
  await capture(account.api, { name: 'Ada Prospect', companyName: 'Acme' });
  await host.open(page, `<h1>Ada</h1><kith-merge record="contact:${own.id}"></kith-merge>`, { key: null });
  await page.evaluate(() => {
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['opened'] = event.detail.id;
    });
  });
  const field = widget(page).getByRole('combobox', { name: 'Merge with… (name of a person)' });
  await field.fill('Ada Pros');
  await expect(widget(page).getByRole('option', { name: /Ada Prospect/ })).toBeVisible();
  await field.press('Enter');
  const dialog = widget(page).getByRole('dialog', { name: 'Merge two people' });
  await dialog.getByRole('radio', { name: /Ada Prospect Acme/ }).check();
  await expect(dialog.getByRole('group', { name: 'Name' })).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.locator('.text', { hasText: 'Merged into Ada Prospect' })).toBeVisible();
  await expect(page.locator('body')).toHaveAttribute('data-opened', /.+/);
  const { items } = await unwrap(account.api.GET('/v1/contacts', { params: { query: {} } }));
  expect(items.map(({ name, title }) => [name, title])).toEqual([['Ada Prospect', 'CTO']]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('body')).toHaveAttribute('data-opened', own.id);
  expect(host.violations).toEqual([]);
});

test('a record is not merged with itself; companies are found, too', async ({ page, host, account }) => {
  const company = await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme' } }));
  await host.open(page, `<h1>Acme</h1><kith-merge record="company:${company.id}"></kith-merge>`, { key: null });
  const field = widget(page).getByRole('combobox', { name: 'Merge with… (name of a company)' });
  await field.fill('Acme');
  await widget(page).getByRole('option', { name: /Acme/ }).click();
  await expect(widget(page).getByText('That is the record itself')).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(widget(page), `merge-${theme}`);
  }
});
