import { unwrap } from '@kith/sdk';
import { expect, expectPanel, overlay, test } from './extension-test.ts';

test.beforeEach(async ({ extension, kith, account }) => {
  await extension.signIn(kith.url, account);
});

const clients = [
  { site: 'telegram-a', name: 'Ada Prospect⭐', count: 3 },
  { site: 'telegram-k', name: 'Ada Prospect', count: 2 },
];
for (const { site, name, count } of clients)
  test(`captures and logs a direct chat in ${site}, each message once`, async ({ extension, account }) => {
    const page = await extension.openSite({ fixture: `${site}/2025-08-direct`, hash: '#1001' });
    await expectPanel(page, 'unknown', 'telegram:1001');
    await page.getByRole('button', { name: 'Capture' }).click();
    await expectPanel(page, 'known', 'telegram:1001');
    await page.getByRole('button', { name: 'Log messages' }).click();
    await expect(page.getByText(`Logged ${count} new messages`)).toBeVisible();
    await page.getByRole('button', { name: 'Log messages' }).click();
    await expect(page.getByText(`These ${count} messages were already logged`)).toBeVisible();
    const { contact } = await unwrap(account.api.GET('/v1/lookup', { params: { query: { telegram: '1001' } } }));
    expect(contact?.name).toBe(name);
    const path = { id: contact?.id ?? '' };
    const { items } = await unwrap(account.api.GET('/v1/contacts/{id}/interactions', { params: { path } }));
    expect(items.length).toBe(count);
    expect(
      items.every(({ channel, externalId }) => channel === 'telegram' && /^[0-9a-f-]{36}:1001:\d+$/.test(externalId)),
    ).toBe(true);
  });

for (const site of ['telegram-a', 'telegram-k'])
  test(`shows nobody in a group of ${site}`, async ({ extension }) => {
    const page = await extension.openSite({ fixture: `${site}/2025-08-group` });
    await expect(overlay(page)).toHaveAttribute('data-state', 'unknown');
    await expect(overlay(page)).toHaveAttribute('data-subject', '');
    await page.getByRole('button', { name: 'Open the Kith panel' }).click();
    await expect(page.getByText('Nobody on screen')).toBeVisible();
  });

test('reads only the messages inside the scroll viewport', async ({ extension }) => {
  const page = await extension.openSite({
    fixture: 'telegram-k/2025-08-direct',
    hash: '#1001',
    policy: "default-src 'none'; style-src 'unsafe-inline'; img-src data:",
  });
  await page.evaluate(() => {
    const bubble = document.querySelector<HTMLElement>('[data-mid="601"]');
    if (bubble) bubble.style.marginBottom = '2000px';
  });
  await page.getByRole('button', { name: 'Capture' }).click();
  await page.getByRole('button', { name: 'Log messages' }).click();
  await expect(page.getByText('Logged 1 new message')).toBeVisible();
});
