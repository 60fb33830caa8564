import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expect, expectPanel, overlay, test } from './extension-test.ts';
import { takeScreen } from './screens.ts';

const ada = 'email:ada@acme.example';
const thread = { fixture: 'gmail/2025-08-thread' };
const captureButton = (page: Page) => page.getByRole('button', { name: 'Capture' });
const logButton = (page: Page) => page.getByRole('button', { name: 'Log messages' });

test.beforeEach(async ({ extension, kith, account }) => {
  await extension.signIn(kith.url, account);
});

test('captures an unknown person in one click, with what the page knows', async ({ extension, account }) => {
  const page = await extension.openSite(thread);
  await expectPanel(page, 'unknown', ada);
  await expect(page.getByLabel('Name')).toHaveValue('Ada Prospect');
  await captureButton(page).click();
  await expectPanel(page, 'known', ada);
  await expect(page.getByText('Captured Ada Prospect')).toBeVisible();
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  expect(items.map(({ name, points }) => [name, points.map(({ value }) => value)])).toEqual([
    ['Ada Prospect', ['ada@acme.example']],
  ]);
});

test('says who in Kith may be the same, and adds the address to whom one chooses', async ({ extension, account }) => {
  const known = { name: 'Ada Prospect', points: [{ kind: 'email' as const, value: 'ada.prospect@acme.example' }] };
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body: known }));
  await unwrap(account.api.POST('/v1/contacts', { body: { name: 'Ada Lane', companyName: 'Lane', points: [] } }));
  const page = await extension.openSite(thread);
  const may = page.getByRole('region', { name: 'May be the same as' });
  await expect(may.getByRole('listitem')).toHaveText([/Ada Prospect.*Same name, same domain: acme\.example/]);
  await takeScreen(page, 'overlay-gmail-suggestion');
  await page.getByLabel('Name').fill('Ada Lane');
  await page.getByLabel('Company').fill('Lane');
  await page.getByLabel('Company').press('Tab');
  await expect(may.getByRole('listitem')).toHaveText([/Ada Lane.*Same name, same company: Lane/]);
  await page.getByLabel('Name').fill('Ada Prospect');
  await page.getByLabel('Company').fill('');
  await page.getByLabel('Company').press('Tab');
  await may.getByRole('button', { name: 'It is them: Ada Prospect' }).click();
  await expectPanel(page, 'known', ada);
  await expect(page.getByText('Added to Ada Prospect')).toBeVisible();
  const path = { id: contact.id };
  const read = () => unwrap(account.api.GET('/v1/contacts/{id}', { params: { path } }));
  expect((await read()).points.map(({ value }) => value)).toEqual(['ada.prospect@acme.example', 'ada@acme.example']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPanel(page, 'unknown', ada);
  expect((await read()).points).toHaveLength(1);
});

test('captures what was edited, and undoes it', async ({ extension, account }) => {
  const page = await extension.openSite(thread);
  await page.getByLabel('Job title').fill('CTO');
  await page.getByLabel('Company').fill('Acme');
  await captureButton(page).click();
  await expect(page.getByText('CTO · Acme')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expectPanel(page, 'unknown', ada);
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  expect(items).toEqual([]);
});

test('says in plain words that a list forbids to log, and stores nothing', async ({ extension, account }) => {
  const page = await extension.openSite(thread);
  await captureButton(page).click();
  const added = await unwrap(account.api.POST('/v1/never-log', { body: { address: 'acme.example' } }));
  await logButton(page).click();
  await expect(page.getByText('Not logged: this person is on your never-log list')).toBeVisible();
  await account.api.DELETE('/v1/never-log/{id}', { params: { path: { id: added.id } } });
  await unwrap(account.api.POST('/v1/protected-recipients', { body: { address: 'ada@acme.example' } }));
  await logButton(page).click();
  await expect(page.getByText('Not logged: your organization protects')).toBeVisible();
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  const path = { id: items[0]?.id ?? '' };
  expect((await unwrap(account.api.GET('/v1/contacts/{id}/interactions', { params: { path } }))).items).toEqual([]);
});

test('logs the loaded messages once, however often it is pressed, and forgets on undo', async ({
  extension,
  account,
}) => {
  const page = await extension.openSite(thread);
  await captureButton(page).click();
  await logButton(page).click();
  await expect(page.getByText('Logged 2 new messages')).toBeVisible();
  await logButton(page).click();
  await expect(page.getByText('These 2 messages were already logged')).toBeVisible();
  const { items: contacts } = await unwrap(account.api.GET('/v1/contacts'));
  const timeline = () =>
    unwrap(account.api.GET('/v1/contacts/{id}/interactions', { params: { path: { id: contacts[0]?.id ?? '' } } }));
  const { items } = await timeline();
  expect(
    items.map(({ direction, subject, body, occurredAt }) => [direction, subject, body, Date.parse(occurredAt)]),
  ).toEqual([
    [
      'inbound',
      'Quote for Acme',
      'Thank you. Two questions:\nWhen can you start?\nIs support included?',
      Date.UTC(2025, 7, 21, 8, 1),
    ],
    ['outbound', 'Quote for Acme', 'Here it is.\nBest, Olive', Date.UTC(2025, 7, 20, 14, 42)],
  ]);
  await expect(page.getByRole('listitem').filter({ hasText: 'Quote for Acme' }).locator('visible=true')).toHaveCount(2);

  for (const { id } of items) await account.api.DELETE('/v1/interactions/{id}', { params: { path: { id } } });
  await logButton(page).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await timeline()).items.length).toBe(0);
});

test('stores one contact when two tabs capture at the same instant', async ({ extension, account }) => {
  const [first, second] = [await extension.openSite(thread), await extension.openSite(thread)];
  for (const page of [first, second]) await expectPanel(page, 'unknown', ada);
  await Promise.all([captureButton(first).click(), captureButton(second).click()]);
  for (const page of [first, second]) await expectPanel(page, 'known', ada);
  const told = await Promise.all([first, second].map((page) => page.getByRole('status').textContent()));
  expect(told.map((text) => (text?.includes('Captured') ? 'created' : 'matched')).sort()).toEqual([
    'created',
    'matched',
  ]);
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  expect(items.length).toBe(1);
});

test('offers to restore a person who was deleted', async ({ extension, account }) => {
  const body = {
    name: 'Ada Prospect',
    notes: 'Met in Riga',
    points: [{ kind: 'email' as const, value: 'ada@acme.example' }],
  };
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body }));
  await account.api.DELETE('/v1/contacts/{id}', { params: { path: { id: contact.id } } });
  const page = await extension.openSite(thread);
  await captureButton(page).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expectPanel(page, 'known', ada);
  await expect(page.getByLabel('Notes')).toHaveValue('Met in Riga');
});

test('saves notes, and keeps typed ones when someone else changed them meanwhile', async ({ extension, account }) => {
  const body = { name: 'Ada Prospect', points: [{ kind: 'email' as const, value: 'ada@acme.example' }] };
  const { contact } = await unwrap(account.api.POST('/v1/contacts', { body }));
  const path = { id: contact.id };
  const saved = async () => (await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path } }))).notes;
  const page = await extension.openSite(thread);
  await page.getByLabel('Notes').fill('Likes short mails');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Notes saved')).toBeVisible();
  expect(await saved()).toBe('Likes short mails');

  await page.getByLabel('Notes').fill('Likes short mails and tea');
  const { version } = await unwrap(account.api.GET('/v1/contacts/{id}', { params: { path } }));
  const header = { 'if-match': `"${version}"` };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params: { path, header }, body: { notes: 'Prefers calls' } }));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('Prefers calls');
  await expect(page.getByLabel('Notes')).toHaveValue('Likes short mails and tea');
  expect(await saved()).toBe('Prefers calls');
  await page.getByRole('button', { name: 'Save mine' }).click();
  await expect.poll(saved).toBe('Likes short mails and tea');
});

test('shows nobody in a list, and the person of the open thread in a reading pane', async ({ extension }) => {
  const list = await extension.openSite({ fixture: 'gmail/2025-08-list', hash: '#inbox' });
  await expect(overlay(list)).toHaveAttribute('data-subject', '');
  await expect(captureButton(list)).toHaveCount(0);
  const pane = await extension.openSite({ fixture: 'gmail/2025-08-reading-pane', hash: '#inbox' });
  await expectPanel(pane, 'unknown', ada);
});

test('says that it cannot read a page that looks different, and offers a form', async ({ extension, account }) => {
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.evaluate(() => {
    for (const person of document.querySelectorAll('[email]')) person.removeAttribute('email');
    location.hash = '#inbox/FMfcgzQbgRlKkXqVnWcJtZzXhPqLmNbD';
  });
  await expectPanel(page, 'limited', '');
  await page.getByLabel('Name', { exact: true }).fill('Ada Prospect');
  await page.getByLabel('Email, phone, @username or profile link').fill('ada@acme.example');
  await captureButton(page).click();
  await expect(page.getByText('Captured Ada Prospect')).toBeVisible();
  const { contact } = await unwrap(account.api.GET('/v1/lookup', { params: { query: { email: 'ada@acme.example' } } }));
  expect(contact?.name).toBe('Ada Prospect');
});
