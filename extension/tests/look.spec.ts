import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import type { Account } from '../../tools/testing/fixtures.ts';
import { expect, expectPanel, overlay, strictPolicy, test } from './extension-test.ts';
import { takeScreen } from './screens.ts';

const ada = 'email:ada@acme.example';

/** A contact with notes and some history, as after weeks of use. */
async function knowAda(account: Account): Promise<void> {
  const { contact } = await unwrap(
    account.api.POST('/v1/contacts', {
      body: {
        name: 'Ada Prospect',
        title: 'CTO',
        companyName: 'Acme',
        notes: 'Prefers short mails. Decides about the pilot in January.',
        points: [
          { kind: 'email', value: 'ada@acme.example' },
          { kind: 'phone', value: '+371 2000 0000' },
        ],
      },
    }),
  );
  const told = [
    ['inbound', 'Quote for Acme', 2],
    ['outbound', 'Pilot 2027: what we agreed on Monday and what comes next', 26],
    ['inbound', 'Hello', 24 * 9],
  ] as const;
  const items = told.map(([direction, subject, hours], index) => ({
    contactId: contact.id,
    channel: 'email',
    direction,
    externalId: `sample-${index}`,
    subject,
    occurredAt: new Date(Date.now() - hours * 3_600_000).toISOString(),
  }));
  await unwrap(account.api.POST('/v1/interactions/batch', { body: { items } }));
}

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not laid out`);
  return box;
};

test.beforeEach(async ({ extension, kith, account }) => {
  await extension.signIn(kith.url, account);
});

test('looks right over a light and a dark Gmail, and follows it live whatever the system prefers', async ({
  extension,
  account,
}) => {
  await knowAda(account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(page, 'known', ada);
  await expect(page.getByText('Pilot 2027').first()).toBeVisible();
  await expect(overlay(page)).toHaveAttribute('theme', 'light');
  await expectAccessible(page, 'kith-overlay');
  await takeScreen(page, 'overlay-gmail-known-light');
  await page.evaluate(() => document.body.classList.add('dark'));
  await expect(overlay(page)).toHaveAttribute('theme', 'dark');
  await expectAccessible(page, 'kith-overlay');
  await takeScreen(page, 'overlay-gmail-known-dark');
  await page.evaluate(() => document.body.classList.remove('dark'));
  await expect(overlay(page)).toHaveAttribute('theme', 'light');
});

test('looks right for an unknown person in Telegram, with accessible fields', async ({ extension }) => {
  const page = await extension.openSite({ fixture: 'telegram-a/2025-08-empty-hash' });
  await expectPanel(page, 'unknown', 'telegram:1001');
  await expectAccessible(page, 'kith-overlay');
  await takeScreen(page, 'overlay-telegram-unknown-light');
  await page.evaluate(() => document.documentElement.classList.add('theme-dark'));
  await expect(overlay(page)).toHaveAttribute('theme', 'dark');
  await takeScreen(page, 'overlay-telegram-unknown-dark');
});

test('is styled and works under a policy that forbids everything, and moves nothing of the page', async ({
  extension,
}) => {
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread', policy: strictPolicy });
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  await expectPanel(page, 'unknown', ada);
  const places = () =>
    page.evaluate(() =>
      [...document.body.querySelectorAll('*')].map((element) => JSON.stringify(element.getBoundingClientRect())),
    );
  const withPanel = await places();
  const button = page.getByRole('button', { name: 'Capture' });
  await expect(button).toHaveCSS('background-color', 'rgb(58, 91, 217)');
  expect(await overlay(page).evaluate((host) => host.shadowRoot?.querySelectorAll('[style],style').length)).toBe(0);
  await button.click();
  await expectPanel(page, 'known', ada);
  await overlay(page).evaluate((host) => host.remove());
  expect(await places()).toEqual(withPanel);
  expect(complaints.filter((text) => /Content Security Policy|TrustedHTML/.test(text))).toEqual([]);
});

test('never covers a compose window: it steps aside and comes back', async ({ extension }) => {
  const page = await extension.openSite({ fixture: 'gmail/2025-08-compose-dark' });
  await expectPanel(page, 'unknown', ada);
  await expect(overlay(page)).toHaveAttribute('data-folded', '');
  await takeScreen(page, 'overlay-gmail-compose-dark');
  await page.getByRole('button', { name: 'Open the Kith panel' }).click();
  const [panel, compose] = [await boxOf(page, 'kith-overlay'), await boxOf(page, '[role=dialog]')];
  expect(panel.x + panel.width).toBeLessThanOrEqual(compose.x);
  await page.getByRole('button', { name: 'Fold the panel' }).click();
  await page.evaluate(() => document.querySelector('[role=dialog]')?.remove());
  await expect(page.getByRole('button', { name: 'Capture' })).toBeVisible();
});

test('has an accessible popup and set-up page', async ({ extension }) => {
  for (const path of ['popup.html', 'welcome.html']) {
    const page = await extension.openOwn(path);
    await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await expectAccessible(page);
  }
});

test.describe('at 360 px', () => {
  test.use({ viewport: { width: 360, height: 640 } });
  test('fits the window', async ({ extension, account }) => {
    await knowAda(account);
    const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
    await expectPanel(page, 'known', ada);
    const box = await boxOf(page, 'kith-overlay');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(360);
    expect(box.y + box.height).toBeLessThanOrEqual(640);
    await expect(page.getByRole('button', { name: 'Log messages' })).toBeInViewport();
    await takeScreen(page, 'overlay-gmail-360');
  });
});
