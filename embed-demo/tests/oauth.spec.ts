// What people can rely on when they sign in with another provider: a real one, on loopback.
import { randomUUID } from 'node:crypto';
import { expect, test } from '../../tools/testing/fixtures.ts';
import { startKith } from '../../tools/testing/kith.ts';
import { startOidcServer } from '../../tools/testing/oidc-server.ts';
import { button, expectSound, people, settings, violationsOf } from './portal-pages.ts';

test('a button for each provider leads there and back, signed in; who is not verified there is told so', async ({
  page,
}) => {
  const visitor = { email: `visitor-${randomUUID()}@people.example`, email_verified: false };
  const oidc = await startOidcServer({ visitor });
  const kith = await startKith({
    env: {
      KITH_DEMO: 'off',
      KITH_OIDC_ACME_ISSUER: oidc.issuer,
      KITH_OIDC_ACME_CLIENT_ID: oidc.clientId,
      KITH_OIDC_ACME_CLIENT_SECRET: oidc.clientSecret,
    },
  });
  try {
    oidc.serve(`${kith.url}/auth/v1/callback`);
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
    await page.reload();
    await expect(people(page)).toBeVisible();
    expect(violations).toEqual([]);
  } finally {
    await kith.stop();
    await kith.remove();
    await oidc.close();
  }
});
