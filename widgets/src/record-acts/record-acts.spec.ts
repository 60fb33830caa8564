// What people can rely on in <kith-record-acts>, in a real browser on another origin, against the real server.
import { readFile } from 'node:fs/promises';
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { expect, type HostPage, test } from '../testing/host-page.ts';
import { ada, capture, logMail, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const widget = (page: Page) => page.locator('kith-record-acts');
const act = (page: Page, name: string) => widget(page).getByRole('button', { name, exact: true });
const confirmation = (page: Page) => page.getByRole('textbox', { name: 'To confirm, type: Ada Prospect' });

/** The acts on a person about whom something is known. */
async function openPerson(
  page: Page,
  { host, kith, account }: { host: HostPage; kith: { url: string }; account: Account },
) {
  const person = await capture(account.api, ada);
  await logMail(account.api, person.id, { subject: 'Precious words' });
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-record-acts record="contact:${person.id}"></kith-record-acts>`, { key: null });
  const read = () => unwrap(account.api.GET('/v1/contacts/{id}', { params: { path: { id: person.id } } }));
  return { person, read };
}

test('hands out all that is kept about a person, as one file', async ({ page, host, kith, account }) => {
  const { person } = await openPerson(page, { host, kith, account });
  const coming = page.waitForEvent('download');
  await act(page, 'Download').click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^person-.*\.json$/);
  const { tables } = JSON.parse(await readFile(await file.path(), 'utf8'));
  expect(tables.contacts).toMatchObject([{ id: person.id, name: 'Ada Prospect' }]);
  expect(JSON.stringify(tables.interaction_texts)).toContain('Precious words');
  expect(host.violations).toEqual([]);
});

test('says when the file did not come', async ({ page, host, kith, account }) => {
  await openPerson(page, { host, kith, account });
  await page.route('**/export', (route) => route.fulfill({ status: 503, body: '{}' }));
  await act(page, 'Download').click();
  await expect(page.getByRole('alert').filter({ hasText: 'did not work' })).toBeVisible();
  await expect(act(page, 'Download')).toBeEnabled();
});

test('deletes with a way back, and restores', async ({ page, host, kith, account }) => {
  const { read } = await openPerson(page, { host, kith, account });
  await act(page, 'Delete').click();
  await expect(act(page, 'Restore')).toBeVisible();
  expect((await read()).deletedAt).not.toBeNull();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(act(page, 'Delete')).toBeVisible();
  expect((await read()).deletedAt).toBeNull();
  await act(page, 'Delete').click();
  await act(page, 'Restore').click();
  await expect(act(page, 'Delete')).toBeVisible();
  expect((await read()).deletedAt).toBeNull();
});

test('erases only after the name was typed, and says what went', async ({ page, host, kith, account }) => {
  const { read } = await openPerson(page, { host, kith, account });
  await act(page, 'Erase…').click();
  const yes = page.getByRole('button', { name: 'Erase for good' });
  await expect(yes).toBeDisabled();
  await confirmation(page).fill('Ada');
  await confirmation(page).press('Enter');
  await expect(yes).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await read()).name).toBe('Ada Prospect');
  await act(page, 'Erase…').press('Enter');
  await expect(confirmation(page)).toHaveValue('');
  await confirmation(page).fill('Ada Prospect');
  await confirmation(page).press('Enter');
  await expect(page.getByText('This person was erased')).toBeVisible();
  expect(await read()).toMatchObject({ name: '—', points: [], notes: null });
  expect((await read()).erasedAt).not.toBeNull();
});

test('keeps the dialog and what was typed when the server does not answer', async ({ page, host, kith, account }) => {
  const { read } = await openPerson(page, { host, kith, account });
  await page.route('**/erase', (route) => route.abort());
  await act(page, 'Erase…').click();
  await confirmation(page).fill('Ada Prospect');
  await confirmation(page).press('Enter');
  await expect(page.getByText('The server did not answer')).toBeVisible();
  await expect(confirmation(page)).toHaveValue('Ada Prospect');
  expect((await read()).name).toBe('Ada Prospect');
});

test('offers a company its trash and no more, and readers nothing', async ({ page, host, kith, account }) => {
  const company = await unwrap(account.api.POST('/v1/companies', { body: { name: 'Acme' } }));
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-record-acts record="company:${company.id}"></kith-record-acts>`, { key: null });
  await expect(widget(page).getByRole('button')).toHaveText(['Delete']);
  const me = { ...(await unwrap(account.api.GET('/v1/me'))), permissions: ['companies.read'] };
  const headers = { 'access-control-allow-origin': '*' };
  await page.route('**/v1/me', (route) => route.fulfill({ json: me, headers }));
  await page.reload();
  await expect(page.getByText('Nothing to do here')).toBeVisible();
});

test('can be used by everybody, in both themes and languages, down to 360 px', async ({
  page,
  host,
  kith,
  account,
}) => {
  await openPerson(page, { host, kith, account });
  await expect(act(page, 'Erase…')).toBeVisible();
  const sound = async () => await expectAccessible(page, 'kith-record-acts');
  await sound();
  await shot(widget(page), 'widget-record-acts-light');
  await act(page, 'Erase…').click();
  await confirmation(page).fill('Ada');
  await sound();
  await shot(page, 'widget-record-acts-erase-light');
  await widget(page).evaluate((element) => element.setAttribute('theme', 'dark'));
  await sound();
  await shot(page, 'widget-record-acts-erase-dark');
  await page.setViewportSize({ width: 360, height: 740 });
  await widget(page).evaluate((element) => element.setAttribute('lang', 'ru'));
  await expect(page.getByText('Отменить это нельзя.')).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await shot(page, 'widget-record-acts-erase-ru-360');
  await page.keyboard.press('Escape');
  await shot(widget(page), 'widget-record-acts-ru-360');
});
