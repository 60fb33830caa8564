// What people can rely on in <kith-duplicates>, in a real browser on another origin, against the real server.
import { type KithClient, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { capture, logMail, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-duplicates');
const rows = (page: Page) => widget(page).getByRole('listitem');
const toast = (page: Page, text: string) => page.locator('.text', { hasText: text });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo' });
const read = async (api: KithClient, id: string) =>
  (await api.GET('/v1/contacts/{id}', { params: { path: { id } } })).response.status;

/** Ada twice: the first knows her title, the second her number and another title. */
async function adaTwice(api: KithClient) {
  const one = await capture(api, { name: 'Ada Prospect', title: 'CTO', companyName: 'Acme', tags: ['fair'] });
  const other = await capture(api, {
    name: 'Ada Prospect',
    title: 'Buyer',
    companyName: 'Acme',
    tags: ['vip'],
    points: [{ kind: 'phone', value: '+442079460018' }],
  });
  return { one, other };
}

test.beforeEach(async ({ page, account, kith }) => {
  await provideSession(page, kith.url, account);
});

test('arrows lead from pair to pair, and the Tab key stops at one of them', async ({ page, host, account }) => {
  for (const name of ['Ada Prospect', 'Bo Sample', 'Cy Example']) {
    await capture(account.api, { name, companyName: 'Acme' });
    await capture(account.api, { name, companyName: 'Acme', title: 'Twin' });
  }
  await host.open(page, '<kith-duplicates></kith-duplicates>', { key: null });
  await expect(rows(page)).toHaveCount(3);
  await widget(page).getByRole('button', { name: 'Set apart' }).focus();
  await page.keyboard.press('Tab');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows(page).nth(2)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  // Within a row the Tab key goes to its buttons, and back to the row that one left.
  await page.keyboard.press('Tab');
  await expect(rows(page).nth(1).getByRole('button').first()).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await expect(widget(page).getByRole('button', { name: 'Set apart' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(widget(page).getByRole('dialog', { name: 'Merge two people' })).toBeVisible();
});

test('two who are one come in live, are compared, merged by the choice of a person, and come back with Undo', async ({
  page,
  host,
  account,
}) => {
  await host.open(page, '<h1>Duplicates</h1><kith-duplicates></kith-duplicates>', { key: null });
  await expect(widget(page).getByText('Nothing looks the same')).toBeVisible();
  const { one, other } = await adaTwice(account.api);
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Same name, same company: Acme');
  await widget(page).getByRole('button', { name: 'Compare Ada Prospect and Ada Prospect' }).focus();
  await page.keyboard.press('Enter');
  const dialog = widget(page).getByRole('dialog', { name: 'Merge two people' });
  await expect(dialog.getByRole('group', { name: 'Title' })).toBeVisible();
  await dialog.getByRole('radio', { name: /\+442079460018/ }).check();
  await expect(dialog.getByRole('group', { name: 'Title' }).getByRole('radio', { name: 'Buyer' })).toBeChecked();
  await dialog.getByRole('group', { name: 'Title' }).getByRole('radio', { name: 'CTO' }).check();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(toast(page, 'Merged into Ada Prospect')).toBeVisible();
  await expect(rows(page)).toHaveCount(0);
  const merged = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: other.id } } }));
  expect([merged.title, merged.tags.toSorted()]).toEqual(['CTO', ['fair', 'vip']]);
  expect(await read(account.api, one.id)).toBe(410);
  await undo(page).click();
  await expect(rows(page)).toHaveCount(1);
  expect(await read(account.api, one.id)).toBe(200);
});

test('a pair that is not the same goes and stays away, until it is taken back', async ({ page, host, account }) => {
  await adaTwice(account.api);
  await host.open(page, '<kith-duplicates></kith-duplicates>', { key: null });
  const notSame = widget(page).getByRole('button', { name: 'Ada Prospect and Ada Prospect are not the same' });
  await notSame.click();
  await expect(toast(page, 'marked as not the same')).toBeVisible();
  await expect(widget(page).getByText('Nothing looks the same')).toBeVisible();
  await undo(page).click();
  await expect(rows(page)).toHaveCount(1);
  await notSame.click();
  await expect(widget(page).getByText('Nothing looks the same')).toBeVisible();
  await widget(page).getByRole('button', { name: 'Set apart' }).click();
  await widget(page).getByRole('button', { name: 'Suggest Ada Prospect and Ada Prospect again' }).click();
  await expect(widget(page).getByText('No pair was set apart')).toBeVisible();
  await widget(page).getByRole('button', { name: 'Set apart' }).click();
  await expect(rows(page)).toHaveCount(1);
});

test('all certain ones are merged at once, after a question with their number', async ({ page, host, account }) => {
  for (const name of ['Fern', 'Oak']) {
    const site = `${name.toLowerCase()}.example`;
    await unwrap(account.api.POST('/v1/companies', { body: { name, domain: site } }));
    const points = [{ kind: 'url' as const, value: `https://${site}` }];
    await unwrap(account.api.POST('/v1/companies', { body: { name, points } }));
    await unwrap(account.api.POST('/v1/companies', { body: { name: `${name}wood` } }));
  }
  await unwrap(account.api.POST('/v1/companies', { body: { name: 'Oakwood' } }));
  await host.open(page, '<kith-duplicates kind="companies"></kith-duplicates>', { key: null });
  await expect(rows(page)).toHaveCount(3);
  await widget(page).getByRole('button', { name: 'Merge 2 certain pairs' }).click();
  const question = widget(page).getByRole('dialog', { name: 'Merge 2 pairs?' });
  await question.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(toast(page, '2 pairs merged')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await undo(page).click();
  await expect(rows(page)).toHaveCount(3);
});

test('what does not work says so and leaves the pair', async ({ page, host, account }) => {
  await adaTwice(account.api);
  await host.open(page, '<kith-duplicates></kith-duplicates>', { key: null });
  await expect(rows(page)).toHaveCount(1);
  await page.route('**/v1/duplicates/dismiss', (route) => route.abort());
  await widget(page).getByRole('button', { name: 'Ada Prospect and Ada Prospect are not the same' }).click();
  await expect(toast(page, 'It did not work')).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
});

test('it looks right in light, dark, Russian and narrow, and axe finds nothing', async ({ page, host, account }) => {
  const { id, version } = (await adaTwice(account.api)).one;
  const ownerId = (await unwrap(account.api.GET('/v1/me'))).user?.id ?? null;
  const params = { path: { id }, header: { 'if-match': `"${version}"` } };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params, body: { ownerId } }));
  await logMail(account.api, id, { subject: 'Hello', daysAgo: 3 });
  for (const name of ['Людмила Пример', 'Bo Client']) {
    for (const mail of ['one', 'two']) {
      const points = [{ kind: 'email' as const, value: `${mail}.${name.length}@brick.example` }];
      await capture(account.api, { name, title: 'Buyer', companyName: 'Brick & Co', points });
    }
  }
  await host.open(page, '<h1>Duplicates</h1><kith-duplicates></kith-duplicates>', { key: null });
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByText(`Last heard of 3 days ago · Owner: ${account.email.split('@')[0]}`)).toBeVisible();
  const compare = widget(page).getByRole('button', { name: 'Compare Ada Prospect and Ada Prospect' });
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(widget(page), `duplicates-${theme}`);
    await compare.click();
    await expect(widget(page).getByRole('group', { name: 'Title' })).toBeVisible();
    await expectAccessible(page);
    await shot(page, `duplicates-compare-${theme}`);
    await page.keyboard.press('Escape');
    await expect(widget(page).getByRole('dialog')).toHaveCount(0);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 640 });
  await shot(widget(page), 'duplicates-360');
  await compare.click();
  await expect(widget(page).getByRole('group', { name: 'Title' })).toBeVisible();
  await shot(page, 'duplicates-compare-360');
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 900, height: 640 });
  await widget(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(widget(page).getByRole('tab', { name: 'Люди' })).toBeVisible();
  await shot(widget(page), 'duplicates-ru');
  expect(host.violations).toEqual([]);
});
