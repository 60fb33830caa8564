import type { Page } from '@playwright/test';
import { expect, expectPanel, overlay, test } from './extension-test.ts';
import { startProxy } from './server-proxy.ts';

const ada = 'email:ada@acme.example';
const bob = 'email:bob@buyer.example';

/** Shows the other thread of the fixture, as Gmail does: the one before stays in the page, hidden. */
const switchThread = (page: Page) =>
  page.evaluate(() => {
    for (const main of document.querySelectorAll<HTMLElement>('[role=main]'))
      main.style.display = main.style.display === 'none' ? '' : 'none';
    location.hash = `#inbox/FMfcgzQbgRlKkXqVnWcJtZzXhPqL${Math.random().toString(36).slice(2, 6)}`;
  });

/** Notes, at every change of the overlay, who the attribute and who the heading names. */
const recordShown = (page: Page) =>
  page.evaluate(() => {
    const host = document.querySelector('kith-overlay');
    const root = host?.shadowRoot;
    if (!host || !root) throw new Error('No overlay');
    const shown: string[] = [];
    Reflect.set(window, 'shown', shown);
    const note = () => shown.push(`${host.getAttribute('data-subject')} ${root.querySelector('h2')?.textContent}`);
    new MutationObserver(note).observe(root, { subtree: true, childList: true, characterData: true });
  });
const shownOf = (page: Page) => page.evaluate((): string[] => Reflect.get(window, 'shown'));

test('switches at once, drops late answers, and never names the person before', async ({
  extension,
  kith,
  account,
}) => {
  const proxy = await startProxy(kith.url);
  await account.api.POST('/v1/contacts', {
    body: { name: 'Ada of Acme', points: [{ kind: 'email', value: 'ada@acme.example' }] },
  });
  await extension.signIn(proxy.url, account);
  const release = proxy.hold('ada%40acme.example');
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(page, 'loading', ada);
  await expect.poll(() => proxy.seen.some((line) => line.includes('ada%40acme.example'))).toBe(true);
  await recordShown(page);
  await switchThread(page);
  await expectPanel(page, 'unknown', bob);
  release();
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('button', { name: 'Look up again' }).click();
  await expectPanel(page, 'unknown', bob);
  const shown = await shownOf(page);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((line) => line.startsWith(bob) && line.includes('Ada'))).toEqual([]);
  await switchThread(page);
  await expectPanel(page, 'known', ada);
  await expect(page.getByRole('heading', { name: 'Ada of Acme' })).toBeVisible();
  expect(await overlay(page).count()).toBe(1);
  await proxy.close();
});

test('keeps what was typed per person, also over a closed tab', async ({ extension, kith, account }) => {
  await account.api.POST('/v1/contacts', {
    body: { name: 'Ada', points: [{ kind: 'email', value: 'ada@acme.example' }] },
  });
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.getByLabel('Notes').fill('Half a thought');
  await switchThread(page);
  await expectPanel(page, 'unknown', bob);
  await page.getByLabel('Job title').fill('Buyer');
  await switchThread(page);
  await expect(page.getByLabel('Notes')).toHaveValue('Half a thought');
  await page.close({ runBeforeUnload: true });
  const next = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expect(next.getByLabel('Notes')).toHaveValue('Half a thought');
  await switchThread(next);
  await expect(next.getByLabel('Job title')).toHaveValue('Buyer');
});

test('keeps what is typed while the notes before it are on their way', async ({ extension, kith, account }) => {
  const proxy = await startProxy(kith.url);
  await account.api.POST('/v1/contacts', {
    body: { name: 'Ada', points: [{ kind: 'email', value: 'ada@acme.example' }] },
  });
  await extension.signIn(proxy.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  const notes = page.getByLabel('Notes');
  await notes.fill('First');
  const release = proxy.hold('/v1/contacts/');
  await page.getByRole('button', { name: 'Save' }).click();
  await notes.fill('First and second');
  release();
  await expect(page.getByText('Notes saved')).toBeVisible();
  await expect(notes).toHaveValue('First and second');
  await page.getByRole('button', { name: 'Save' }).click();
  const saved = () => account.api.GET('/v1/lookup', { params: { query: { email: 'ada@acme.example' } } });
  await expect.poll(async () => (await saved()).data?.contact?.notes).toBe('First and second');
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await proxy.close();
});

test('what happened a moment ago keeps its Undo under the name of the person it happened to', async ({
  extension,
  kith,
  account,
}) => {
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.getByRole('button', { name: 'Capture' }).click();
  await page.getByRole('button', { name: 'Log messages' }).click();
  await expect(page.getByRole('status')).toContainText('Logged 2 new messages');
  await switchThread(page);
  await expectPanel(page, 'unknown', bob);
  await expect(page.getByRole('status')).toContainText('Ada Prospect: Logged 2 new messages');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('status')).toContainText('Undone');
});
