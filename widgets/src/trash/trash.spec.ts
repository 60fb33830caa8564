// What people can rely on in <kith-trash>, in a real browser on another origin, against the real server.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const trash = (page: Page) => page.locator('kith-trash');
const tab = (page: Page, name: string) => trash(page).getByRole('tab', { name });
const remove = async (api: KithClient, id: string) =>
  unwrap(api.DELETE('/v1/contacts/{id}', { params: { path: { id } } }));

test.beforeEach(async ({ page, account, kith }) => {
  await provideSession(page, kith.url, account);
});

test('what is deleted comes in live and goes back with one click', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  await host.open(page, '<h1>Trash</h1><kith-trash></kith-trash>', { key: null });
  await expect(trash(page).getByText('Nothing here')).toBeVisible();
  await remove(account.api, person.id);
  await expect(trash(page).getByText('Ada Prospect')).toBeVisible();
  await expect(trash(page).getByText('gone for good in 30 days')).toBeVisible();
  await page.evaluate(() => {
    document.addEventListener('kith-restored', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['restored'] = `${event.detail.kind} ${event.detail.id}`;
    });
  });
  await trash(page).getByRole('button', { name: 'Restore Ada Prospect' }).click();
  await expect(page.locator('.text', { hasText: 'Ada Prospect is back' })).toBeVisible();
  await expect(trash(page).getByText('Nothing here')).toBeVisible();
  await expect(page.locator('body')).toHaveAttribute('data-restored', `people ${person.id}`);
  const now = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: person.id } } }));
  expect(now.deletedAt).toBeNull();
});

test('companies and deals have lists of their own, by click, arrow keys and attribute', async ({
  page,
  host,
  account,
}) => {
  const company = await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme', domain: 'acme.example' } }));
  await unwrap(account.api.DELETE('/v1/companies/{id}', { params: { path: { id: company.id } } }));
  const deal = await unwrap(account.api.POST('/v1/deals', { body: { name: 'Forty windows' } }));
  await unwrap(account.api.DELETE('/v1/deals/{id}', { params: { path: { id: deal.id } } }));
  await host.open(page, '<kith-trash></kith-trash>', { key: null });
  await tab(page, 'Companies').click();
  await expect(trash(page).getByText('acme.example')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(tab(page, 'Deals')).toBeFocused();
  await expect(trash(page).getByText('Forty windows')).toBeVisible();
  await trash(page).getByRole('button', { name: 'Restore Forty windows' }).click();
  await expect(trash(page).getByText('Nothing here')).toBeVisible();
  await trash(page).evaluate((element) => element.setAttribute('kind', 'companies'));
  await expect(trash(page).getByText('Acme', { exact: true })).toBeVisible();
});

test('a merge is undone, for both; one that somebody wrote over says why not', async ({ page, host, account }) => {
  const first = await capture(account.api, { name: 'Ada Prospect' });
  const second = await capture(account.api, { name: 'Ada P.', title: 'Buyer' });
  const merge = () =>
    unwrap(account.api.POST('/v1/contacts/merge', { body: { winnerId: first.id, loserId: second.id } }));
  const nameOf = async ({ id }: { id: string }) =>
    (await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id } } }))).name;
  await merge();
  await host.open(page, '<h1>Trash</h1><kith-trash kind="merges"></kith-trash>', { key: null });
  await expect(trash(page).getByText('part of Ada Prospect')).toBeVisible();
  await expect(trash(page).getByText('can be undone for 30 days')).toBeVisible();
  await expectAccessible(page);
  await shot(trash(page), 'trash-merges');
  await trash(page).getByRole('button', { name: 'Undo the merge of Ada P.' }).click();
  await expect(page.locator('.text', { hasText: 'Ada P. stands alone again' })).toBeVisible();
  await expect(trash(page).getByText('A merge of two people or companies can be undone here')).toBeVisible();
  expect([await nameOf(first), await nameOf(second)]).toEqual(['Ada Prospect', 'Ada P.']);

  const { contact } = await merge();
  const params = { path: { id: first.id }, header: { 'if-match': `"${contact.version}"` } };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params, body: { title: 'Director' } }));
  await trash(page).getByRole('button', { name: 'Undo the merge of Ada P.' }).click();
  await expect(page.locator('.text', { hasText: 'Somebody changed one of the two since.' })).toBeVisible();
  await expect(trash(page).getByText('part of Ada Prospect')).toBeVisible();
});

test('what cannot be restored stays, and says so', async ({ page, host, account }) => {
  const person = await capture(account.api, ada);
  await remove(account.api, person.id);
  await host.open(page, '<kith-trash></kith-trash>', { key: null });
  await expect(trash(page).getByText('Ada Prospect')).toBeVisible();
  await page.route('**/restore', (route) => route.abort());
  await trash(page).getByRole('button', { name: 'Restore Ada Prospect' }).click();
  await expect(page.locator('.text', { hasText: 'Ada Prospect could not be restored' })).toBeVisible();
  await expect(trash(page).getByRole('button', { name: 'Restore Ada Prospect' })).toBeEnabled();
});

test('it looks right in light, dark, Russian and narrow, and axe finds nothing', async ({ page, host, account }) => {
  for (const name of ['Bo Client', 'Cleo Marsh', 'Людмила Пример']) {
    await remove(account.api, (await capture(account.api, { name, title: 'Buyer', companyName: 'Brick & Co' })).id);
  }
  await host.open(page, '<h1>Trash</h1><kith-trash></kith-trash>', { key: null });
  await expect(trash(page).getByRole('listitem')).toHaveCount(3);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(trash(page), `trash-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 640 });
  await shot(trash(page), 'trash-360');
  await trash(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(tab(page, 'Люди')).toBeVisible();
  await shot(trash(page), 'trash-ru');
  expect(host.violations).toEqual([]);
});
