// What people can rely on in <kith-deals>, in a real browser on another origin, against the real server.
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { addDeal } from '../testing/deals.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { shot } from '../testing/shot.ts';

test('a person’s deals are listed, come live, and lead to their page', async ({ page, host, kith, account }) => {
  const { id: contactId } = await capture(account.api, ada);
  const other = await capture(account.api, { name: 'Bo Client' });
  await addDeal(account.api, { name: 'Of somebody else', contacts: [{ contactId: other.id }] });
  await provideSession(page, kith.url, account);
  await host.open(page, `<kith-deals record="contact:${contactId}"></kith-deals>`, { key: null });
  await expect(page.getByText('No deals yet.')).toBeVisible();
  const { id } = await addDeal(account.api, {
    name: 'Pilot 2027',
    amount: 1_250_000,
    currency: 'EUR',
    contacts: [{ contactId }],
  });
  await expect(page.getByRole('button')).toHaveText([/Pilot 2027\s+New\s+€12,500/]);
  await page.evaluate(() =>
    document.addEventListener('kith-open', (event) => {
      if (event instanceof CustomEvent) document.body.dataset['opened'] = `${event.detail.type}:${event.detail.id}`;
    }),
  );
  await page.getByRole('button').click();
  await expect(page.locator('body')).toHaveAttribute('data-opened', `deal:${id}`);
  await page.locator('kith-deals').evaluate((deals, next) => deals.setAttribute('record', next), `contact:${other.id}`);
  await expect(page.getByRole('button')).toHaveText([/Of somebody else/]);
  expect(host.violations).toEqual([]);
});

test('a failing server is said, and asked again', async ({ page, host, kith, account }) => {
  const { id } = await capture(account.api, ada);
  await provideSession(page, kith.url, account);
  await page.route('**/v1/deals?**', (route) => route.abort());
  await host.open(page, `<kith-deals record="contact:${id}"></kith-deals>`, { key: null });
  await expect(page.getByText('The server did not answer')).toBeVisible();
});

test('the list is sound in both themes, in Russian and at 360 px', async ({ page, host, kith, account }) => {
  const { id: contactId } = await capture(account.api, ada);
  for (const name of [
    'Pilot 2027',
    'A very long name of a deal that somebody pasted from the subject line of a mail',
  ]) {
    await addDeal(account.api, { name, amount: 1_250_000, currency: 'EUR', contacts: [{ contactId }] });
  }
  await provideSession(page, kith.url, account);
  await host.open(page, `<h1>Ada</h1><kith-deals record="contact:${contactId}"></kith-deals>`, { key: null });
  await expect(page.getByRole('button')).toHaveCount(2);
  await expectAccessible(page);
  await shot(page.locator('kith-deals'), 'deals-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('kith-deals').evaluate((deals) => deals.setAttribute('lang', 'ru'));
  await expect(page.getByRole('region', { name: 'Сделки' })).toBeVisible();
  await expectAccessible(page);
  await shot(page.locator('kith-deals'), 'deals-ru-narrow');
});
