import { expect, expectPanel, test } from './extension-test.ts';
import { startProxy } from './server-proxy.ts';

const ada = 'email:ada@acme.example';

test('renews an expired token once and unseen, although two tabs ask at the same time', async ({
  extension,
  kith,
  account,
}) => {
  const proxy = await startProxy(kith.url);
  await extension.signIn(proxy.url, account);
  const first = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  const second = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  const pages = [first, second];
  await expectPanel(first, 'unknown', ada);
  await extension.changeSession({ expires_at: 1 });
  const renewals = () => proxy.seen.filter((line) => line.includes('grant_type=refresh_token')).length;
  await Promise.all(pages.map((page) => page.reload()));
  for (const page of pages) await expect(page.getByRole('button', { name: 'Capture' })).toBeVisible();
  expect(renewals()).toBe(1);

  await extension.changeSession({ access_token: 'not.a.token' });
  await first.reload();
  await expect(first.getByRole('button', { name: 'Capture' })).toBeVisible();
  expect(renewals()).toBe(2);
  await proxy.close();
});

test('says plainly that the session has ended when it cannot be renewed, and keeps what was typed', async ({
  extension,
  kith,
  account,
}) => {
  await extension.signIn(kith.url, account);
  const page = await extension.openSite({ fixture: 'gmail/2025-08-thread' });
  await page.getByLabel('Company').fill('Acme');
  await extension.changeSession({ expires_at: 1, refresh_token: 'unknown' });
  await page.reload();
  await expectPanel(page, 'signed-out', ada);
  await expect(page.getByText('Your session has ended')).toBeVisible();
  await extension.signIn(kith.url, account);
  await expectPanel(page, 'unknown', ada);
  await expect(page.getByLabel('Company')).toHaveValue('Acme');
});
