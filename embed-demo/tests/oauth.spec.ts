// What people can rely on when they sign in with another provider, or link it to their account: a real one, on loopback.
import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { type RunningKith, startKith } from '../../tools/testing/kith.ts';
import { type OidcServer, startOidcServer } from '../../tools/testing/oidc-server.ts';
import { button, email, expectSound, password, people, settings, violationsOf } from './portal-pages.ts';
import { shot } from './shot.ts';

const ways = (page: Page) => page.getByRole('region', { name: 'Ways to sign in' });

async function signUp(page: Page, url: string) {
  await page.goto(url);
  await page.getByRole('button', { name: 'Create an account' }).click();
  await email(page).fill(`owner-${randomUUID()}@people.example`);
  await password(page).fill('correct horse battery');
  await password(page).press('Enter');
  await expect(people(page)).toBeVisible();
}

test.describe('another provider', () => {
  test.describe.configure({ mode: 'serial' });
  const visitor = { email: `visitor-${randomUUID()}@people.example`, email_verified: false };
  let oidc: OidcServer;
  let kith: RunningKith;
  test.beforeAll(async () => {
    oidc = await startOidcServer({ visitor });
    kith = await startKith({
      env: {
        KITH_DEMO: 'off',
        KITH_OIDC_ACME_ISSUER: oidc.issuer,
        KITH_OIDC_ACME_CLIENT_ID: oidc.clientId,
        KITH_OIDC_ACME_CLIENT_SECRET: oidc.clientSecret,
      },
    });
    oidc.serve(`${kith.url}/auth/v1/callback`);
  });
  test.afterAll(async () => {
    await kith.stop();
    await kith.remove();
    await oidc.close();
  });

  test('is linked on the account page and unlinked there, but for the last way in', async ({ page }) => {
    const violations = await violationsOf(page);
    await signUp(page, kith.url);
    await page.goto(`${kith.url}/#/account`);
    await expect(ways(page)).toContainText('The only way in');
    await button(page, 'Link Acme').click();
    await expect(page.getByText('The account is linked.')).toBeVisible();
    expect(page.url()).toBe(`${kith.url}/#/account`);
    await expect(ways(page).getByRole('listitem')).toHaveCount(2);
    await expect(ways(page)).toContainText(visitor.email);
    await shot(page, 'portal-ways-in');
    await button(page, 'Unlink Acme').click();
    await expect(button(page, 'Keep it')).toBeFocused();
    await expectSound(page, 'portal-ways-in-question');
    await button(page, 'Keep it').click();
    await expect(ways(page).getByRole('heading')).toBeFocused();
    await button(page, 'Unlink Acme').click();
    await button(page, 'Unlink Acme').click();
    await expect(ways(page)).toContainText('Acme is unlinked.');
    await expect(button(page, 'Link Acme')).toBeVisible();
    expect(violations).toEqual([]);
  });

  test('has a button that leads there and back, signed in; who is not verified there is told so', async ({ page }) => {
    const violations = await violationsOf(page);
    await page.goto(kith.url);
    await expect(button(page, 'Continue with Acme')).toBeVisible();
    await expectSound(page, 'portal-sign-in-providers');
    await button(page, 'Continue with Acme').click();
    await expect(page.getByText('Your email is not verified there')).toBeVisible();
    visitor.email_verified = true;
    await button(page, 'Continue with Acme').click();
    await expect(people(page)).toBeVisible();
    expect(page.url()).not.toContain('access_token');
    await expect(settings(page)).toContainText(visitor.email);
    await page.goto(`${kith.url}/#/account`);
    await expect(ways(page)).toContainText('The only way in');
    await expect(button(page, 'Unlink Acme')).toBeHidden();
    await page.reload();
    await expect(ways(page)).toBeVisible();
    expect(violations).toEqual([]);
  });
});
