// What the panel shows around a person, and that every change can be taken back.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import type { Account } from '../../tools/testing/fixtures.ts';
import { expect, expectPanel, overlay, test } from './extension-test.ts';
import { takeScreen } from './screens.ts';

const key = 'email:ada@acme.example';
const thread = { fixture: 'gmail/2025-08-thread' };
const more = (page: Page) => page.getByRole('button', { name: 'More' });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true });

/** Ada with an open deal and a lost one, a task that is overdue, and messages that the account exchanged with her. */
async function knowAda({ api }: Account) {
  const points = [{ kind: 'email' as const, value: 'ada@acme.example' }];
  const { contact } = await unwrap(api.POST('/v1/contacts', { body: { name: 'Ada Prospect', points } }));
  const contacts = [{ contactId: contact.id }];
  const deal = await unwrap(
    api.POST('/v1/deals', { body: { name: 'Pilot 2027', amount: 1_250_000, currency: 'EUR', contacts } }),
  );
  const lost = await unwrap(api.POST('/v1/deals', { body: { name: 'Lost long ago', contacts } }));
  const { items: pipelines } = await unwrap(api.GET('/v1/pipelines'));
  const stageId = pipelines[0]?.stages.find(({ kind }) => kind === 'lost')?.id ?? '';
  await unwrap(api.POST('/v1/deals/{id}/move', { params: { path: { id: lost.id } }, body: { stageId } }));
  const record = { type: 'contact' as const, id: contact.id };
  const due = { local: '2026-01-07T09:00', zone: 'UTC' };
  const task = await unwrap(api.POST('/v1/tasks', { body: { title: 'Send quote', record, due } }));
  const items = ['inbound' as const, 'outbound' as const].map((direction, index) => ({
    contactId: contact.id,
    channel: 'email',
    direction,
    externalId: `sample-${index}`,
    subject: 'Quote for Acme',
    occurredAt: new Date(Date.now() - index * 3_600_000).toISOString(),
  }));
  await unwrap(api.POST('/v1/interactions/batch', { body: { items } }));
  return { contact, deal, task };
}

test.beforeEach(async ({ extension, kith, account }) => {
  await extension.signIn(kith.url, account);
});

test('shows open deals that lead into the portal, the next task, and who knows the person best', async ({
  extension,
  kith,
  account,
}) => {
  const { deal } = await knowAda(account);
  const page = await extension.openSite(thread);
  await expectPanel(page, 'known', key);
  const link = page.getByRole('link', { name: 'Pilot 2027' });
  await expect(link).toHaveAttribute('href', `${kith.url}/#/deals/${deal.id}`);
  await expect(page.getByRole('listitem').filter({ has: link })).toContainText(deal.stage.name);
  await expect(page.getByText('€12,500')).toBeVisible();
  await expect(page.getByText('Lost long ago')).toHaveCount(0);
  await expect(page.getByText('Send quote')).toBeVisible();
  await expect(page.getByRole('img', { name: /Known \d of 5/ })).toBeVisible();
  await expect(page.getByText('knows them best')).toBeVisible();
  await expectAccessible(page, 'kith-overlay');
  await page.getByRole('button', { name: 'Put off Send quote' }).click();
  await takeScreen(page, 'overlay-gmail-around-light');
  await page.evaluate(() => document.body.classList.add('dark'));
  await expect(overlay(page)).toHaveAttribute('theme', 'dark');
  await takeScreen(page, 'overlay-gmail-around-dark');
});

test('ticks the next task off and puts it off, each with a way back', async ({ extension, account }) => {
  const { task } = await knowAda(account);
  const stored = () => unwrap(account.api.GET('/v1/tasks/{id}', { params: { path: { id: task.id } } }));
  const page = await extension.openSite(thread);
  await page.getByRole('button', { name: 'Tick off Send quote' }).click();
  await expect(page.getByText('Done: Send quote')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Next task' })).toHaveCount(0);
  await undo(page).click();
  await expect(page.getByRole('heading', { name: 'Next task' })).toBeVisible();
  expect((await stored()).doneAt).toBeNull();

  await page.getByRole('button', { name: 'Put off Send quote' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Put off Send quote' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Monday morning' }).click();
  await expect(page.getByText('Put off: Send quote')).toBeVisible();
  expect((await stored()).snoozedUntil).not.toBeNull();
  await undo(page).click();
  await expect.poll(async () => (await stored()).snoozedUntil).toBeNull();
});

test('still takes a change back from the menu when its toast has gone', async ({ extension, account }) => {
  const page = await extension.openSite(thread);
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', key);
  await page.getByRole('button', { name: 'Close' }).click();
  await more(page).click();
  await page.getByRole('button', { name: 'Undo: Captured Ada Prospect' }).click();
  await expectPanel(page, 'unknown', key);
  expect((await unwrap(account.api.GET('/v1/contacts'))).items).toEqual([]);
});

test('says that a capture cannot be undone once somebody has gone on from it', async ({ extension, account }) => {
  const page = await extension.openSite(thread);
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', key);
  const [contact] = (await unwrap(account.api.GET('/v1/contacts'))).items;
  const params = { path: { id: contact?.id ?? '' }, header: { 'if-match': `"${contact?.version}"` } };
  await unwrap(account.api.PATCH('/v1/contacts/{id}', { params, body: { title: 'CTO' } }));
  await undo(page).click();
  await expect(page.getByRole('alert')).toHaveText('This cannot be undone any more: somebody went on from there.');
  expect((await unwrap(account.api.GET('/v1/contacts'))).items.length).toBe(1);
});
