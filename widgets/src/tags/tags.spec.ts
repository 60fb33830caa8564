// What people can rely on in <kith-tags>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, provideSession } from '../testing/people.ts';
import { caughtUp, hearing, readsOf } from '../testing/requests.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-tags');
const chips = (page: Page) => widget(page).locator('.chip');
const row = (page: Page, name: string) =>
  widget(page)
    .getByRole('listitem')
    .filter({ has: page.getByText(name, { exact: true }) });
const press = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true }).click();
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' }).last().click();

test.beforeEach(async ({ page, account, kith }) => {
  await provideSession(page, kith.url, account);
});

test('tags come in live, are renamed with the keyboard, and the rename is undone', async ({ page, host, account }) => {
  await host.open(page, '<h1>Tags</h1><kith-tags></kith-tags>', { key: null });
  await expect(widget(page).getByText('No tags yet')).toBeVisible();
  await capture(account.api, { name: 'Ada Prospect', tags: ['Investor'] });
  await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme', tags: ['Investor'] } }));
  await expect(row(page, 'Investor')).toContainText('1 person · 1 company');
  await press(page, 'Rename Investor');
  await page.keyboard.type('Backer');
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveText(['Backer']);
  await expect(page.getByText('Investor is now Backer', { exact: true })).toBeVisible();
  await undo(page);
  await expect(chips(page)).toHaveText(['Investor']);
  await press(page, 'Rename Investor');
  await page.keyboard.press('Escape');
  await expect(widget(page).getByRole('button', { name: 'Rename Investor' })).toBeFocused();
});

test('a name that another tag has asks, and merges', async ({ page, host, account }) => {
  const ada = await capture(account.api, { name: 'Ada Prospect', tags: ['Lead', 'Berlin'] });
  await capture(account.api, { name: 'Bo Client', tags: ['Prospect'] });
  await host.open(page, '<h1>Tags</h1><kith-tags></kith-tags>', { key: null });
  await press(page, 'Rename Lead');
  await page.keyboard.type('Prospect');
  await page.keyboard.press('Enter');
  await expect(widget(page).getByRole('alert')).toContainText('There is a tag “Prospect” already');
  await press(page, 'Merge into Prospect');
  await expect(row(page, 'Prospect')).toContainText('2 people');
  await expect(chips(page)).toHaveText(['Berlin', 'Prospect']);
  await undo(page);
  await expect(chips(page)).toHaveText(['Berlin', 'Lead', 'Prospect']);
  const now = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: ada.id } } }));
  expect(now.tags).toEqual(['Lead', 'Berlin']);
});

test('merging names the other tag, and a wrong name is told', async ({ page, host, account }) => {
  await capture(account.api, { name: 'Ada Prospect', tags: ['Lead', 'Prospect'] });
  await host.open(page, '<h1>Tags</h1><kith-tags></kith-tags>', { key: null });
  await press(page, 'Merge Lead into another tag');
  await page.keyboard.type('Nobody');
  await press(page, 'Merge');
  await expect(widget(page).getByRole('alert')).toHaveText('There is no tag of this name.');
  // What is written stays while others work.
  await capture(account.api, { name: 'Bo Client', tags: ['Another'] });
  await expect(row(page, 'Another')).toBeVisible();
  await expect(widget(page).getByRole('combobox')).toHaveValue('Nobody');
  await widget(page).getByRole('combobox').fill('prospect');
  await page.keyboard.press('Enter');
  await expect(chips(page)).toHaveText(['Another', 'Prospect']);
  await expect(page.getByText('Lead merged into Prospect', { exact: true })).toBeVisible();
});

test('a deleted tag goes from its records and comes back', async ({ page, host, account }) => {
  const ada = await capture(account.api, { name: 'Ada Prospect', tags: ['Investor', 'Berlin'] });
  const tags = async () =>
    (await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: ada.id } } }))).tags;
  await host.open(page, '<h1>Tags</h1><kith-tags></kith-tags>', { key: null });
  await press(page, 'Delete Investor');
  await expect(chips(page)).toHaveText(['Berlin']);
  expect(await tags()).toEqual(['Berlin']);
  await undo(page);
  await expect(chips(page)).toHaveText(['Berlin', 'Investor']);
  expect(await tags()).toEqual(['Investor', 'Berlin']);
});

test('search and attributes count, an error has a way out, axe finds nothing in both themes and languages', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, { name: 'Ada Prospect', tags: ['Investor', 'Met at the fair', 'Berlin', 'Партнёр'] });
  await capture(account.api, {
    name: 'Bo Client',
    tags: ['Berlin', 'A rather long tag that somebody once wrote in full'],
  });
  await unwrap(account.api.POST('/v1/deals', { body: { name: 'Stairs', tags: ['Berlin'] } }));
  await page.route('**/v1/tags?*', (route) => route.abort());
  const [asked, live] = [readsOf(page), hearing(page)];
  await host.open(page, '<h1>Tags</h1><kith-tags></kith-tags>', { key: null });
  await live;
  await caughtUp(asked);
  await page.unroute('**/v1/tags?*');
  await widget(page).getByRole('button', { name: 'Retry' }).click();
  await expect(chips(page)).toHaveCount(5);
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await shot(widget(page), `tags-${theme}`);
    await press(page, 'Rename Investor');
    await expectAccessible(page);
    await shot(widget(page), `tags-edit-${theme}`);
    await page.keyboard.press('Escape');
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 640 });
  await widget(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(row(page, 'Berlin')).toContainText('2 человека · 1 сделка');
  await shot(widget(page), 'tags-ru-360');
  await widget(page).evaluate((element) => element.setAttribute('search', 'парт'));
  await expect(chips(page)).toHaveText(['Партнёр']);
  await widget(page).evaluate((element) => element.setAttribute('search', 'zzz'));
  await expect(widget(page).getByText('Нет меток, в названии которых есть «zzz»')).toBeVisible();
  expect(host.violations).toEqual([]);
});
