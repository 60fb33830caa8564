import { discoverInstall } from '@kith/sdk';
import { createClient } from '@supabase/supabase-js';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { startHostedKith } from '../../tools/testing/hosted-kith.ts';
import type { RunningKith } from '../../tools/testing/kith.ts';
import { totpOf } from '../../tools/testing/totp.ts';
import { expect, test } from './extension-test.ts';

let [withKey, without]: (RunningKith | undefined)[] = [];
test.beforeAll(async ({ kith }) => {
  [withKey, without] = await Promise.all([startHostedKith(kith), startHostedKith(kith, { SUPABASE_SECRET_KEY: '' })]);
});
test.afterAll(async () => {
  for (const hosted of [withKey, without]) {
    await hosted?.stop();
    await hosted?.remove();
  }
});

test('On a Supabase project the code connects the extension, which asks for the second factor', async ({
  extension,
  kith,
  account,
}) => {
  const { publishableKey } = await discoverInstall(kith.url);
  const client = createClient(kith.url, publishableKey, { auth: { persistSession: false, autoRefreshToken: false } });
  await client.auth.signInWithPassword(account);
  const enrolled = await client.auth.mfa.enroll({ factorType: 'totp' });
  if (enrolled.error) throw enrolled.error;
  const { id: factorId, totp: app } = enrolled.data;
  await client.auth.mfa.challengeAndVerify({ factorId, code: totpOf(app.secret) });
  const { data } = await client.auth.getSession();
  const shown = await fetch(`${withKey?.url}/v1/account/pairing-codes`, {
    method: 'POST',
    headers: { authorization: `Bearer ${data.session?.access_token}` },
  });
  const code = String(Reflect.get(Object(await shown.json()), 'code'));

  const page = await extension.openOwn('welcome.html');
  await page.getByLabel('Server address').fill(withKey?.url ?? '');
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('button', { name: 'Use a code from the portal' }).click();
  await page.getByLabel('Code from the portal').fill(code);
  await page.getByRole('button', { name: 'Connect' }).click();
  const factor = page.getByLabel('Code of your authenticator app');
  await factor.fill('000000');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('alert')).toContainText('This code is wrong or too old');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/screens/extension-factor.png' });
  // The code of now served when the app was set up.
  await factor.fill(totpOf(app.secret, 1));
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
  await expect(page.getByText(account.email)).toBeVisible();
});

test('Without the project’s secret key, portal and extension say so and offer the password', async ({
  extension,
  account,
}) => {
  const portal = await extension.context.newPage();
  await portal.goto(`${without?.url}/#/extension`);
  await portal.getByRole('textbox', { name: 'Email' }).fill(account.email);
  await portal.getByLabel('Password', { exact: true }).fill(account.password);
  await portal.getByLabel('Password', { exact: true }).press('Enter');
  await expect(portal.getByText('Whoever runs the server can set SUPABASE_SECRET_KEY.')).toBeVisible();
  await expect(portal.getByRole('button', { name: 'Show a code' })).toHaveCount(0);
  await expectAccessible(portal);
  await portal.screenshot({ path: 'test-results/screens/portal-no-pairing.png' });

  const page = await extension.openOwn('welcome.html');
  await page.getByLabel('Server address').fill(without?.url ?? '');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('button', { name: 'Use a code from the portal' })).toHaveCount(0);
  await page.getByLabel('Email').fill(account.email);
  await page.getByLabel('Password').fill(account.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'You are signed in' })).toBeVisible();
});
