// What people can rely on in the portal's page of API keys.
import { createKithClient, unwrap } from '@kith/sdk';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { expectSound, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

test('a key is made, copied once, used, replaced and revoked', async ({ page, kith, account, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, kith.url, account);
  await page.getByRole('link', { name: 'API keys' }).click();
  await expect(page.getByText('No API keys yet')).toBeVisible();
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('alert')).toContainText('Give the key a name');
  await page.getByLabel('Name').fill('Website form');
  await page.getByLabel('Only from these addresses').fill('everywhere');
  await page.getByLabel('do what I choose').check();
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('alert')).toContainText('Choose at least one');
  await page.getByLabel('contacts.read').check();
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByRole('alert')).toContainText('Write addresses such as');
  await expect(page.getByLabel('Name')).toHaveValue('Website form');
  await page.getByLabel('Only from these addresses').fill('');
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  expect(secret).toMatch(/^sk_live_[0-9A-Za-z]{49}$/);
  await shot(page, 'portal-api-key-secret');
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);

  const byKey = createKithClient({ apiUrl: kith.url, getToken: async () => secret });
  expect((await unwrap(byKey.GET('/v1/contacts'))).items).toEqual([]);
  expect((await byKey.GET('/v1/companies')).error?.code).toBe('forbidden');

  const key = page.getByRole('region', { name: 'Website form' });
  await key.getByRole('button', { name: 'Replace' }).click();
  await key.getByRole('button', { name: 'Make the new key' }).click();
  await page.getByRole('button', { name: 'I have it' }).click();
  await expect(key).toHaveCount(2);
  expect((await byKey.GET('/v1/contacts')).response.status).toBe(200);
  await key.last().getByRole('button', { name: 'Revoke' }).click();
  await key.last().getByRole('button', { name: 'Revoke key' }).click();
  await expect(key).toHaveCount(1);
  expect((await byKey.GET('/v1/contacts')).error?.code).toBe('api_key_unknown');
});

test('the page is sound in both themes, in Russian and at 360 px', async ({ page, kith, account }) => {
  for (const [name, mode] of [
    ['Website form', 'live'],
    ['Trial', 'test'],
  ] as const) {
    await unwrap(account.api.POST('/v1/api-keys', { body: { name, mode, permissions: ['contacts.read'] } }));
  }
  await signIn(page, kith.url, account);
  await page.goto(`${kith.url}/#/api-keys`);
  await expect(page.getByRole('region', { name: 'Trial' })).toBeVisible();
  await page.getByLabel('do what I choose').check();
  await expectSound(page, 'portal-api-keys');
});
