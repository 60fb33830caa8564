import { unwrap } from '@kith/sdk';
import { expect, expectPanel, test } from './extension-test.ts';
import { type ServerProxy, startProxy } from './server-proxy.ts';

const ada = 'email:ada@acme.example';
const batches = (proxy: ServerProxy) => proxy.seen.filter((line) => line === 'POST /v1/interactions/batch').length;

test('keeps a log while the server is away and sends it once when it is back', async ({ extension, kith, account }) => {
  const proxy = await startProxy(kith.url);
  await extension.signIn(proxy.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', ada);
  await proxy.down();
  await page.getByRole('button', { name: 'Log messages' }).click();
  await expect(page.getByText('Your log is kept and will be sent when it is back').first()).toBeVisible();
  await expect(page.getByText('1 change is kept')).toBeVisible();

  await proxy.up();
  await page.getByRole('button', { name: 'Retry now' }).first().click();
  await expectPanel(page, 'known', ada);
  await expect(page.getByText('1 change is kept')).toHaveCount(0);
  expect(batches(proxy)).toBe(1);
  const { contact } = await unwrap(account.api.GET('/v1/lookup', { params: { query: { email: 'ada@acme.example' } } }));
  const path = { id: contact?.id ?? '' };
  const { items } = await unwrap(account.api.GET('/v1/contacts/{id}/interactions', { params: { path } }));
  expect(items.length).toBe(2);
  await proxy.close();
});

test('a capture waits over the death of the worker and arrives exactly once', async ({ extension, kith, account }) => {
  const proxy = await startProxy(kith.url);
  await extension.signIn(proxy.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await expectPanel(page, 'unknown', ada);
  await proxy.down();
  await page.getByLabel('Company').fill('Acme');
  await page.getByRole('button', { name: 'Capture' }).click();
  await expect(page.getByText('1 change is kept')).toBeVisible();
  await extension.stopWorker();
  await proxy.up();
  await page.getByRole('button', { name: 'Retry now' }).click();
  await expectPanel(page, 'known', ada);
  await expect(page.getByText('1 change is kept')).toHaveCount(0);
  const { items } = await unwrap(account.api.GET('/v1/contacts'));
  expect(items.map(({ company }) => company?.name)).toEqual(['Acme']);
  expect(proxy.seen.filter((line) => line === 'POST /v1/contacts').length).toBe(1);
  await proxy.close();
});

test('keeps a note while the server is away, shows it, and saves it when it is back', async ({
  extension,
  kith,
  account,
}) => {
  const proxy = await startProxy(kith.url);
  await extension.signIn(proxy.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', ada);
  await proxy.down();
  await page.getByLabel('Notes').fill('Call on Friday');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Your note is kept and will be sent when it is back')).toBeVisible();
  await expect(page.getByLabel('Notes')).toHaveValue('Call on Friday');
  await proxy.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const saved = () => unwrap(account.api.GET('/v1/lookup', { params: { query: { email: 'ada@acme.example' } } }));
  await expect.poll(async () => (await saved()).contact?.notes).toBe('Call on Friday');
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(page.getByText('1 change is kept')).toHaveCount(0);
  await proxy.close();
});

test('shows what the server refused instead of sending it for ever', async ({ extension, kith, account }) => {
  const proxy = await startProxy(kith.url);
  await extension.signIn(proxy.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.getByRole('button', { name: 'Capture' }).click();
  await expectPanel(page, 'known', ada);
  const { contact } = await unwrap(account.api.GET('/v1/lookup', { params: { query: { email: 'ada@acme.example' } } }));
  await proxy.down();
  await page.getByRole('button', { name: 'Log messages' }).click();
  await expect(page.getByText('1 change is kept')).toBeVisible();
  await account.api.DELETE('/v1/contacts/{id}', { params: { path: { id: contact?.id ?? '' } } });
  await proxy.up();
  await page.getByRole('button', { name: 'Retry now' }).first().click();
  await expect(page.getByRole('alert')).toContainText('The server refused this');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await proxy.close();
});
