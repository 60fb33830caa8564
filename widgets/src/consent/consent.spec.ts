// What people can rely on in <kith-consent>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { expect, type HostPage, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-consent');
const button = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true });
const entry = (page: Page, name: string) =>
  widget(page)
    .getByRole('list', { name: /purpose/ })
    .getByRole('listitem')
    .filter({ hasText: name });

interface House {
  host: HostPage;
  kith: { url: string };
  account: Account;
}

async function openPerson(page: Page, { host, kith, account }: House) {
  const { id } = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-consent record="contact:${id}"></kith-consent>`, { key: null });
  const params = { path: { id } };
  const add = (body: { purpose: string; at?: string; source?: string; wording?: string }) =>
    unwrap(account.api.POST('/v1/contacts/{id}/consents', { params, body }));
  const read = async () =>
    (await unwrap(account.api.GET('/v1/contacts/{id}/consents', { params }))).items.map(
      ({ purpose, state }) => `${purpose} ${state}`,
    );
  return { id, add, read };
}

test('records what a person agreed to, in given words or one’s own, by keyboard', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { read } = await openPerson(page, { host, kith, account });
  await expect(page.getByText('Nothing is recorded yet')).toBeVisible();
  await button(page, 'Record…').press('Enter');
  await expect(page.getByRole('combobox', { name: 'Purpose' })).toBeFocused();
  await page.getByRole('combobox', { name: 'Purpose' }).selectOption('Newsletter');
  await page.getByLabel('How it was obtained').fill('Form at the fair');
  await page.getByLabel('When').fill('2026-03-01');
  await page.getByLabel('How it was obtained').press('Enter');
  await expect(entry(page, 'Newsletter')).toContainText('Given');
  await expect(entry(page, 'Newsletter')).toContainText('Consent · Form at the fair · Mar 1, 2026');
  await expect(entry(page, 'Newsletter')).toContainText('written down by');
  await expect(button(page, 'Record…')).toBeFocused();
  await button(page, 'Record…').click();
  await page.getByRole('combobox', { name: 'Purpose' }).selectOption('Your own words…');
  await button(page, 'Record').click();
  await expect(page.getByText('Say for what.')).toBeVisible();
  await page.getByLabel('In your own words').fill('Tea parties');
  await button(page, 'Record').click();
  await expect(entry(page, 'Tea parties')).toBeVisible();
  expect(await read()).toEqual(['newsletter given', 'Tea parties given']);
  expect(host.violations).toEqual([]);
});

test('withdraws in one step with a way back, and keeps everything in the history', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { add, read } = await openPerson(page, { host, kith, account });
  await add({ purpose: 'newsletter', wording: 'Once a month' });
  // Live: nobody reloaded.
  await expect(entry(page, 'Newsletter')).toContainText('Once a month');
  await button(page, 'Withdraw: Newsletter').click();
  await expect(button(page, 'Given again: Newsletter')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(button(page, 'Withdraw: Newsletter')).toBeVisible();
  expect(await read()).toEqual(['newsletter given']);
  await button(page, 'History').click();
  const past = widget(page).getByRole('region', { name: 'Every entry' });
  await expect(past.getByRole('listitem')).toHaveCount(2);
  await expect(past.getByRole('listitem').first()).toContainText('By mistake');
  await button(page, 'Withdraw: Newsletter').click();
  await expect(past.getByRole('listitem')).toHaveCount(3);
  await expect(button(page, 'Given again: Newsletter')).toBeVisible();
});

test('keeps what was typed when the server does not answer, and tells readers without offering anything', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { add } = await openPerson(page, { host, kith, account });
  await button(page, 'Record…').click();
  await page.getByLabel('How it was obtained').fill('By phone');
  await page.route('**/consents', (route) => route.abort());
  await button(page, 'Record').click();
  await expect(page.getByText('What you typed is kept')).toBeVisible();
  await expect(page.getByLabel('How it was obtained')).toHaveValue('By phone');
  await page.unroute('**/consents');
  await add({ purpose: 'marketing' });
  const me = { ...(await unwrap(account.api.GET('/v1/me'))), permissions: ['consents.read'] };
  await page.route('**/v1/me', (route) => route.fulfill({ json: me, headers: { 'access-control-allow-origin': '*' } }));
  await page.reload();
  await expect(entry(page, 'Marketing')).toBeVisible();
  await expect(widget(page).getByRole('button')).toHaveText(['History']);
});

test('can be used by everybody, in both themes and languages, down to 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { id, add } = await openPerson(page, { host, kith, account });
  await add({
    purpose: 'newsletter',
    at: '2026-03-01T10:00:00Z',
    source: 'Form at the fair',
    wording: 'I want the newsletter once a month.',
  });
  await add({ purpose: 'marketing' });
  const params = { path: { id } };
  await unwrap(account.api.POST('/v1/contacts/{id}/consents/withdraw', { params, body: { purpose: 'marketing' } }));
  const header = { 'if-match': '"1"' };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params: { ...params, header }, body: { doNotContact: true } }));
  await expect(page.getByText('nobody writes to this person')).toBeVisible();
  await expect(entry(page, 'Marketing')).toContainText('Withdrawn');
  const sound = () => expectAccessible(page, 'kith-consent');
  await button(page, 'History').click();
  await expect(widget(page).getByRole('region', { name: 'Every entry' }).getByRole('listitem')).toHaveCount(3);
  await sound();
  await shot(widget(page), 'widget-consent-light');
  await button(page, 'Record…').click();
  await page.getByRole('combobox', { name: 'Purpose' }).selectOption('Your own words…');
  await widget(page).evaluate((element) => element.setAttribute('theme', 'dark'));
  await sound();
  await shot(widget(page), 'widget-consent-form-dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await widget(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(page.getByText('Правовое основание')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(widget(page), 'widget-consent-ru-360');
});
