// What people can rely on in <kith-deal>, in a real browser on another origin, against the real server.
import { type Deal, unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { addDeal, firstPipeline } from '../testing/deals.ts';
import { expect, type HostPage, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

const toast = (page: Page) => page.locator('kith-toasts li').last();
const name = (page: Page) => page.getByLabel('Name of the deal');
const amount = (page: Page) => page.getByLabel('Amount', { exact: true });
const read = (account: Account, id: string): Promise<Deal> =>
  unwrap(account.api.GET('/v1/deals/{id}', { params: { path: { id } } }));

async function openDeal(
  page: Page,
  host: HostPage,
  { kith, account }: { kith: { url: string }; account: Account },
  id: string,
) {
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Deals</h1><kith-deal deal-id="${id}"></kith-deal>`, { key: null });
  await expect(name(page)).toBeVisible();
}

/** Changes a deal as somebody else does. */
const changeElsewhere = async (account: Account, id: string, body: { amount?: number; name?: string }) => {
  const { version } = await read(account, id);
  const params = { path: { id }, header: { 'if-match': `"${version}"` } };
  await unwrap(
    account.api.PATCH('/v1/deals/{id}', { params, body: { ...body, ...(body.amount ? { currency: 'EUR' } : {}) } }),
  );
};

test('fields are changed in place, saved by Enter, taken back by Escape, and undone', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { id } = await addDeal(account.api, { name: 'Pilot', amount: 1_250_000, currency: 'EUR' });
  await openDeal(page, host, { kith, account }, id);
  await expect(amount(page)).toHaveValue('12500');
  await amount(page).fill('13 000,50');
  await amount(page).press('Enter');
  await expect(toast(page)).toContainText('Deal changed');
  expect(await read(account, id)).toMatchObject({ amount: 1_300_050, currency: 'EUR' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(amount(page)).toHaveValue('12500');
  await name(page).fill('Something else');
  await name(page).press('Escape');
  await expect(name(page)).toHaveValue('Pilot');
  await page.getByLabel('Currency').selectOption('JPY');
  await expect.poll(async () => (await read(account, id)).currency).toBe('JPY');
  await page.getByLabel('Expected close').fill('2027-03-01');
  await page.getByLabel('Expected close').blur();
  await expect.poll(async () => (await read(account, id)).expectedClose).toBe('2027-03-01');
  expect(host.violations).toEqual([]);
});

test('what does not fit is said, kept, and nothing is saved', async ({ page, host, kith, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  await openDeal(page, host, { kith, account }, id);
  await amount(page).fill('a lot');
  await amount(page).press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Write an amount such as 12500 or 12,500.50.');
  await expect(amount(page)).toHaveValue('a lot');
  await name(page).fill('  ');
  await name(page).press('Enter');
  await expect(page.getByText('A deal needs a name.')).toBeVisible();
  await page.route('**/v1/deals/**', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  );
  await amount(page).fill('100');
  await amount(page).press('Enter');
  await expect(page.getByText('Not saved: the server did not answer. What you typed is kept.')).toBeVisible();
  expect(await read(account, id)).toMatchObject({ name: 'Pilot', amount: null });
});

test('somebody else’s change of another field is no obstacle; of the same field, it is asked about', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { id } = await addDeal(account.api, { name: 'Pilot', amount: 100, currency: 'EUR' });
  await openDeal(page, host, { kith, account }, id);
  await name(page).fill('My pilot');
  await changeElsewhere(account, id, { amount: 200 });
  await name(page).press('Enter');
  await expect.poll(async () => (await read(account, id)).name).toBe('My pilot');
  expect(await read(account, id)).toMatchObject({ amount: 200 });
  // The page is held back from hearing of the change before it saves.
  await page.route('**/v1/deals/*', (route) => (route.request().method() === 'GET' ? route.abort() : route.continue()));
  await changeElsewhere(account, id, { name: 'Their pilot' });
  await name(page).fill('Mine again');
  await page.unroute('**/v1/deals/*');
  await name(page).press('Enter');
  await expect(page.locator('kith-deal').getByRole('alert')).toContainText('Somebody else has changed this meanwhile');
  await expect(name(page)).toHaveValue('Mine again');
  expect((await read(account, id)).name).toBe('Their pilot');
});

test('stages are chosen, a win is told, a loss asks why, and all is in the history', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  await openDeal(page, host, { kith, account }, id);
  await page.getByLabel('Stage', { exact: true }).selectOption('Proposal');
  await expect(toast(page)).toContainText('“Pilot” moved to Proposal');
  await page.getByRole('button', { name: 'Lost', exact: true }).click();
  await page.getByLabel('Reason, if you like').fill('Too dear');
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(page.getByText('Lost on')).toBeVisible();
  await expect(page.getByLabel('Why it was lost')).toHaveValue('Too dear');
  await expect(page.locator('.history li')).toHaveCount(3);
  await expect(page.locator('.history li').first()).toContainText('Lost');
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByLabel('Stage', { exact: true })).toHaveValue(
    (await firstPipeline(account.api)).stages[2]?.id ?? '',
  );
});

test('people with roles and a company are found by typing, and lead to their pages', async ({
  page,
  host,
  kith,
  account,
}) => {
  await capture(account.api, ada);
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  await openDeal(page, host, { kith, account }, id);
  await page.getByRole('combobox', { name: 'Add a person' }).pressSequentially('ada');
  await expect(page.getByRole('option', { name: /Ada Prospect/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await page.getByLabel('Role of Ada Prospect').fill('Decides');
  await page.getByLabel('Role of Ada Prospect').press('Enter');
  await expect.poll(async () => (await read(account, id)).contacts).toMatchObject([{ role: 'Decides' }]);
  await page.getByRole('combobox', { name: 'Find a company' }).pressSequentially('acme');
  await page.getByRole('option', { name: /Acme/ }).click();
  await expect.poll(async () => (await read(account, id)).company?.name).toBe('Acme');
  await page.evaluate(() =>
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['opened'] = event.detail.type;
    }),
  );
  await page.getByRole('button', { name: 'Acme', exact: true }).click();
  await expect(page.locator('body')).toHaveAttribute('data-opened', 'company');
  await page.getByRole('button', { name: 'Take Ada Prospect off this deal' }).click();
  await expect.poll(async () => (await read(account, id)).contacts).toEqual([]);
});

test('the organization’s own fields are changed, too', async ({ page, host, kith, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  for (const field of [
    { name: 'Seats', type: 'number' as const },
    { name: 'Plan', type: 'select' as const, options: [{ label: 'Small' }, { label: 'Large' }] },
  ]) {
    await unwrap(
      account.api.POST('/v1/custom-fields', { body: { recordType: 'deal', options: [], required: false, ...field } }),
    );
  }
  await openDeal(page, host, { kith, account }, id);
  await page.getByLabel('Seats').fill('many');
  await page.getByLabel('Seats').press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Write a number.');
  await page.getByLabel('Seats').fill('12');
  await page.getByLabel('Seats').press('Enter');
  await page.getByLabel('Plan').selectOption('Large');
  await expect.poll(async () => (await read(account, id)).fields).toEqual({ seats: 12, plan: 'large' });
});

test('deleting can be undone, and a deleted deal restored', async ({ page, host, kith, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  await openDeal(page, host, { kith, account }, id);
  await page.getByRole('button', { name: 'Delete deal' }).click();
  await expect(page.getByText('“Pilot” was deleted')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(name(page)).toHaveValue('Pilot');
  await page.getByRole('button', { name: 'Delete deal' }).click();
  await page.getByRole('button', { name: 'Restore' }).click();
  await expect(name(page)).toHaveValue('Pilot');
});

test('who may only read sees plain values, and the next deal at once', async ({ page, host, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot', amount: 1_250_000, currency: 'EUR' });
  const other = await addDeal(account.api, { name: 'Renewal' });
  const permissions = ['deals.read' as const, 'pipelines.read' as const];
  const body = { name: 'Deals', allowedOrigins: [host.origin], permissions, widgets: ['kith-deal'] };
  const { key } = await unwrap(account.api.POST('/v1/embed-keys', { body }));
  await host.open(page, `<kith-deal deal-id="${id}"></kith-deal>`, { key });
  await expect(page.getByRole('heading', { name: 'Pilot' })).toBeVisible();
  await expect(page.getByText('€12,500')).toBeVisible();
  await expect(page.getByRole('textbox')).toHaveCount(0);
  await page.locator('kith-deal').evaluate((deal, next) => deal.setAttribute('deal-id', next), other.id);
  await expect(page.getByRole('heading', { name: 'Renewal' })).toBeVisible();
  await expect(page.getByText('€12,500')).toHaveCount(0);
  await page.locator('kith-deal').evaluate((deal) => deal.setAttribute('deal-id', crypto.randomUUID()));
  await expect(page.getByText('This deal is not here')).toBeVisible();
});

test('the deal is sound in both themes, in Russian and at 360 px', async ({ page, host, kith, account }) => {
  const contact = await capture(account.api, ada);
  const contacts = [{ contactId: contact.id, role: 'Decides' }];
  const { id } = await addDeal(account.api, { name: 'Pilot 2027', amount: 1_250_000, currency: 'EUR', contacts });
  const { stages } = await firstPipeline(account.api);
  const body = { stageId: stages[2]?.id ?? '' };
  await unwrap(account.api.POST('/v1/deals/{id}/move', { params: { path: { id } }, body }));
  await openDeal(page, host, { kith, account }, id);
  await expect(page.locator('.history li')).toHaveCount(2);
  const sound = async (picture: string) => {
    await expectAccessible(page);
    await shot(page, picture);
  };
  await sound('deal-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('kith-deal').evaluate((deal) => deal.setAttribute('lang', 'ru'));
  await expect(page.getByText('История этапов')).toBeVisible();
  await sound('deal-ru-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 900 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await sound('deal-narrow');
});
