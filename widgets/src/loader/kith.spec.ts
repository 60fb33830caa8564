// What a host page can rely on in kith.js: nothing before it is needed, plain errors, and tokens that renew themselves.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { createAccount } from '../../../tools/testing/fixtures.ts';
import { createKey, expect, test } from '../testing/host-page.ts';
import { ada, capture } from '../testing/people.ts';

const sessions = '**/v1/embed/sessions';

test('nothing is asked and nothing is stored until a widget comes near', async ({ page, host, kith, account }) => {
  await capture(account.api, ada);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await host.open(page, '<div id="place"></div>');
  await page.evaluate(() => {
    const widget = document.createElement('kith-people');
    const far = document.createElement('div');
    far.style.setProperty('height', '5000px');
    document.querySelector('#place')?.append(far, widget);
  });
  const ours = () => asked.filter((url) => url.startsWith(kith.url));
  await expect.poll(ours).toEqual([`${kith.url}/kith.js`]);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect(page.getByRole('option')).toHaveText(/Ada Prospect/);
  expect(ours().some((url) => url.includes('kith-contact'))).toBe(false);
  expect(await page.evaluate(() => [localStorage.length, sessionStorage.length, document.cookie])).toEqual([0, 0, '']);
  expect(asked.some((url) => url.includes('eyJ'))).toBe(false);
  expect(host.violations).toEqual([]);
});

test('widgets that are added later work, and a second copy of the script harms nothing', async ({
  page,
  host,
  kith,
  account,
}) => {
  await capture(account.api, ada);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const again = `<script src="${kith.url}/kith.js" data-key="${host.key}" async></script>`;
  await host.open(page, '<kith-people></kith-people><div id="place"></div>', { head: again });
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.evaluate(() => {
    document
      .querySelector('#place')
      ?.append(document.createElement('kith-contact'), document.createElement('kith-people'));
  });
  await expect(page.getByText('Nobody selected')).toBeVisible();
  await expect(page.getByRole('option')).toHaveCount(2);
  expect(errors).toEqual([]);
});

test('an origin that the key does not allow is named', async ({ page, host, account }) => {
  const foreign = await createKey(account, 'https://somewhere-else.example');
  await host.open(page, '<kith-people></kith-people>', { key: foreign });
  await expect(page.getByRole('alert')).toContainText('This page is not allowed to show Kith yet');
  await expect(page.getByRole('alert')).toContainText(`add ${host.origin} to the allowed origins`);
});

test('an unknown key is called so', async ({ page, host }) => {
  await host.open(page, '<kith-people></kith-people>', { key: 'pk_nobody-has-this' });
  await expect(page.getByRole('alert')).toContainText('The embed key of this page is not known');
});

test('a widget that the key does not name says so in its place, and the others work', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, ada);
  const key = await createKey(account, host.origin, ['kith-people']);
  const widgets = '<h1>People</h1><kith-people></kith-people><kith-contact email="ada@acme.example"></kith-contact>';
  await host.open(page, widgets, { key });
  await expect(page.getByRole('option')).toHaveText(/Ada Prospect/);
  await expect(page.locator('kith-contact').getByRole('alert')).toContainText(
    'This widget is not part of this page’s key',
  );
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expectAccessible(page);
});

test('a visitor’s session that is over goes on, unseen, with the identity that the page gives anew', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, ada);
  const asked: unknown[] = [];
  await page.route(sessions, async (route) => {
    const { identity, renew } = route.request().postDataJSON();
    asked.push({ identity, renews: renew !== undefined });
    if (asked.length > 1 && identity !== 'second') {
      return route.fulfill({ status: 401, json: { code: 'embed_session_over' } });
    }
    const response = await route.fetch();
    const session = await response.json();
    const expiresAt = asked.length === 1 ? new Date(Date.now() + 30_000).toISOString() : session.expiresAt;
    return route.fulfill({ response, json: { ...session, expiresAt } });
  });
  await page.addInitScript(() => {
    addEventListener('DOMContentLoaded', () =>
      document.querySelector('script')?.setAttribute('data-identity', 'second'),
    );
  });
  await host.open(page, '<kith-people></kith-people>');
  await expect(page.getByRole('option')).toHaveText(/Ada Prospect/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(asked.at(-1)).toEqual({ identity: 'second', renews: true });
});

test('a page without key or session says what is missing', async ({ page, host }) => {
  await host.open(page, '<kith-contact></kith-contact>', { key: null });
  await expect(page.getByRole('alert')).toContainText('This widget is not connected to Kith');
});

test('a server that does not answer is said so, and Retry brings the data', async ({ page, host, account }) => {
  await capture(account.api, ada);
  await page.route(sessions, (route) => route.abort());
  await host.open(page, '<kith-people></kith-people><kith-contact></kith-contact>');
  await expect(page.getByText('The server did not answer')).toHaveCount(2);
  await page.unroute(sessions);
  // One Retry helps every widget of the page.
  await page.getByRole('button', { name: 'Retry' }).first().click();
  await expect(page.getByText('Nobody selected')).toBeVisible();
  await expect(page.getByRole('option')).toHaveText(/Ada Prospect/);
});

test('widget code that does not arrive is said so, and Retry loads it', async ({ page, host, account }) => {
  await capture(account.api, ada);
  await page.route('**/widgets/kith-people.js', (route) => route.abort());
  await host.open(page, '<kith-people></kith-people>');
  await expect(page.getByRole('alert')).toContainText('Kith could not be loaded');
  await page.unroute('**/widgets/kith-people.js');
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('option')).toHaveText(/Ada Prospect/);
});

test('a refused token is renewed once, unseen', async ({ page, host, account }) => {
  await capture(account.api, ada);
  let opened = 0;
  await page.route(sessions, async (route) => {
    const response = await route.fetch();
    const session = await response.json();
    opened++;
    await route.fulfill({
      response,
      json: opened === 1 ? { ...session, token: `${session.token.slice(0, -4)}AAAA` } : session,
    });
  });
  await host.open(page, '<kith-people></kith-people>');
  await expect(page.getByRole('option')).toHaveText(/Ada Prospect/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(opened).toBe(2);
});

test('a token that is about to end is renewed before it is refused, once for all widgets', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, ada);
  let opened = 0;
  const refused: string[] = [];
  page.on('response', (response) => {
    if (response.status() === 401) refused.push(response.url());
  });
  await page.route(sessions, async (route) => {
    const response = await route.fetch();
    const session = await response.json();
    opened++;
    const expiresAt = opened === 1 ? new Date(Date.now() + 30_000).toISOString() : session.expiresAt;
    await route.fulfill({ response, json: { ...session, expiresAt } });
  });
  await host.open(page, '<kith-people></kith-people><kith-people></kith-people>');
  await expect(page.getByRole('option')).toHaveCount(2);
  expect(opened).toBe(2);
  expect(refused).toEqual([]);
});

test('one organization’s page never shows another’s people', async ({ page, host, account, kith }) => {
  const other = await createAccount(kith.url);
  const theirs = await capture(other.api, {
    name: 'Foreign Person',
    points: [{ kind: 'email', value: 'foreign@people.example' }],
  });
  await capture(account.api, ada);
  await host.open(
    page,
    `<kith-people></kith-people><kith-contact contact-id="${theirs.id}"></kith-contact><kith-contact email="foreign@people.example"></kith-contact>`,
  );
  await expect(page.getByRole('option')).toHaveText([/Ada Prospect/]);
  await expect(page.getByText('This person is not here')).toBeVisible();
  await expect(page.getByText('foreign@people.example is not in Kith yet')).toBeVisible();
  // A change over there is not even told here; one over here is, and comes after it.
  await capture(other.api, { name: 'Second Foreigner' });
  await capture(account.api, { name: 'Bo Client' });
  await expect(page.getByRole('option')).toHaveText([/Bo Client/, /Ada Prospect/]);
  await expect(page.getByText(/Foreign Person|Second Foreigner/)).toHaveCount(0);
});

test('another session on the element replaces every row of the one before', async ({ page, host, account, kith }) => {
  const other = await createAccount(kith.url);
  await capture(account.api, ada);
  await capture(other.api, { name: 'Second House' });
  await host.open(page, '<kith-people></kith-people>');
  await expect(page.getByRole('option')).toHaveText([/Ada Prospect/]);
  const install: unknown = await (await fetch(`${kith.url}/.well-known/kith.json`)).json();
  await page.locator('kith-people').evaluate(
    (element, { install, organizationId, token }) => {
      Object.assign(element, { session: { ...Object(install), organizationId, getToken: async () => token } });
    },
    { install, organizationId: other.organizationId, token: other.token },
  );
  await expect(page.getByRole('option')).toHaveText([/Second House/]);
});

test('a key that is revoked while the page is open ends its widgets in plain words', async ({
  page,
  host,
  account,
}) => {
  await capture(account.api, ada);
  await host.open(page, '<kith-people></kith-people>');
  await expect(page.getByRole('option')).toHaveText([/Ada Prospect/]);
  const { items } = await unwrap(account.api.GET('/v1/embed-keys'));
  const own = items.find(({ key }) => key === host.key);
  await unwrap(account.api.DELETE('/v1/embed-keys/{id}', { params: { path: { id: own?.id ?? '' } } }));
  await page.getByRole('searchbox').fill('ada');
  await expect(page.getByRole('alert')).toContainText('The embed key of this page is not known');
});
