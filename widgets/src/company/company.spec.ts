// What people can rely on in <kith-company>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, logMail, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

test('a company shows who works and worked there, live, and opens a person', async ({ page, host, kith, account }) => {
  const { api } = account;
  const person = await capture(api, ada);
  const id = person.company?.id ?? '';
  await provideSession(page, kith.url, account);
  await page.addInitScript(() => {
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent)
        document.documentElement.dataset['opened'] = `${event.detail.type}:${event.detail.id}`;
    });
  });
  await host.open(page, `<kith-company company-id="${id}"></kith-company>`, { key: null });
  await expect(page.getByRole('heading', { name: 'Acme' })).toBeVisible();
  await expect(page.locator('kith-company .role')).toHaveText('1 person');
  await expect(page.locator('kith-company .person')).toContainText('Ada Prospect');
  await capture(api, { name: 'Bo Client', points: [{ kind: 'email', value: 'bo@acme.example' }] });
  await expect(page.locator('kith-company .person')).toHaveCount(2);
  await expect(page.locator('kith-company .role')).toHaveText('2 people');
  await page.locator('kith-company .person').first().click();
  await expect(page.locator('html')).toHaveAttribute('data-opened', `contact:${person.id}`);
  await unwrap(api.DELETE('/v1/companies/{id}', { params: { path: { id } } }));
  await expect(page.getByText('Acme was deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(page.getByRole('heading', { name: 'Acme' })).toBeVisible();
  expect(host.violations).toEqual([]);
});

test('a new domain brings those whose addresses are there, and its undo lets them go', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { api } = account;
  await capture(api, { name: 'Ada Prospect', points: [{ kind: 'email', value: 'ada@acme.example' }] });
  await capture(api, { name: 'Bo Client', points: [{ kind: 'email', value: 'bo@home.example' }] });
  const { id } = await unwrap(api.POST('/v1/companies', { body: { name: 'Acme' } }));
  await page.setViewportSize({ width: 560, height: 640 });
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Company</h1><kith-company company-id="${id}"></kith-company>`, { key: null });
  await page.getByRole('button', { name: 'More details' }).click();
  await page.getByRole('button', { name: 'Change Domains' }).click();
  await page.keyboard.type('acme.example');
  await page.keyboard.press('Enter');
  await expect(page.locator('kith-company .person')).toHaveText([/Ada Prospect/]);
  await expect(page.locator('kith-company .role')).toHaveText('1 person');
  await expect(
    page.getByText('Domains changed. 1 person with an address there works here now', { exact: true }),
  ).toBeVisible();
  await expectAccessible(page);
  await shot(page.locator('kith-company'), 'widget-company-new-domain');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('kith-company .person')).toHaveCount(0);
  await expect(page.locator('kith-company .role')).toHaveText('0 people');
});

test('axe finds nothing, in both themes and both languages', async ({ page, host, kith, account }) => {
  const { api } = account;
  const person = await capture(api, ada);
  await logMail(api, person.id, { subject: 'Hello', daysAgo: 2 });
  await capture(api, { name: 'Bo Client', title: 'Buyer', companyName: 'Acme' });
  const id = person.company?.id ?? '';
  const company = await unwrap(api.GET('/v1/companies/{id}', { params: { path: { id } } }));
  const params = { path: { id }, header: { 'if-match': `"${company.version}"` } };
  const body = {
    tags: ['Supplier', 'Berlin'],
    description: 'Makes stairs of oak and ash.',
    points: [{ kind: 'phone' as const, value: '+49 30 1234567' }],
  };
  await unwrap(api.PATCH('/v1/companies/{id}', { params, body }));
  await page.setViewportSize({ width: 560, height: 640 });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Company</h1><kith-company></kith-company>', { key: null });
  await expect(page.getByText('No company selected')).toBeVisible();
  const set = (name: string, value: string) =>
    page
      .locator('kith-company')
      .evaluate((element, [name, value]) => element.setAttribute(name, value), [name, value] as const);
  await set('company-id', id);
  await expect(page.locator('kith-company .chip')).toHaveCount(2);
  await expect(page.locator('kith-company .person')).toHaveCount(2);
  for (const theme of ['light', 'dark'] as const) {
    await set('theme', theme);
    await expectAccessible(page);
    await shot(page.locator('kith-company'), `widget-company-${theme}`);
  }
  await set('lang', 'ru');
  await set('theme', 'light');
  await page.setViewportSize({ width: 360, height: 700 });
  await expect(page.locator('kith-company .role')).toContainText('2 человека');
  await shot(page.locator('kith-company'), 'widget-company-ru-360');
});
