// What people can rely on at the pages of a person and of a deal.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../tools/testing/accessible.ts';
import { type Account, expect, test } from '../../tools/testing/fixtures.ts';
import { ada, capture, colleagues, logMail } from '../../widgets/src/testing/people.ts';
import { settings, signIn } from './portal-pages.ts';
import { shot } from './shot.ts';

/** Ada with a deal, tasks, a relation, messages and a note. */
async function knowAda({ api }: Account) {
  const { id } = await capture(api, ada);
  const record = { type: 'contact' as const, id };
  const money = { amount: 1_250_000, currency: 'EUR' };
  const deal = await unwrap(
    api.POST('/v1/deals', { body: { name: 'Pilot 2027', ...money, contacts: [{ contactId: id }] } }),
  );
  const due = { local: '2026-01-07T09:00', zone: 'UTC' };
  await unwrap(api.POST('/v1/tasks', { body: { title: 'Send quote', record, due, body: 'With the long level.' } }));
  await unwrap(api.POST('/v1/tasks', { body: { title: 'Tidy the drawings', record } }));
  const [bo] = colleagues;
  const boss = await capture(api, { name: bo?.name ?? '', companyName: 'Acme' });
  await unwrap(
    api.POST('/v1/relations', {
      body: { kind: 'reports_to', from: record, to: { type: 'contact', id: boss.id } },
    }),
  );
  for (const [daysAgo, subject] of ['Re: Quote', 'Quote for the library', 'Hello'].entries()) {
    await logMail(api, id, { subject, body: 'Could you send it by Friday?', daysAgo });
  }
  await unwrap(api.POST('/v1/notes', { body: { record, body: 'Met at the fair. **Wants oak**.' } }));
  return { id, deal };
}

test('a person’s page tells all there is, as tall as it needs to be, in both themes and languages', async ({
  page,
  kith,
  account,
}) => {
  const { id, deal } = await knowAda(account);
  await page.setViewportSize({ width: 1280, height: 2560 });
  await signIn(page, `${kith.url}/#/people/${id}`, account);
  await expect(page.getByRole('heading', { name: 'Data', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Erase…' })).toBeVisible();
  await expect(page.locator('kith-timeline').getByText('Quote for the library')).toBeVisible();
  await expect(page.locator('kith-deals').getByText(deal.stage.name)).toBeVisible();
  for (const part of ['kith-tasks', 'kith-timeline']) {
    const hidden = () => page.locator(`${part} .body`).evaluate((body) => body.scrollHeight - body.clientHeight);
    await expect.poll(hidden).toBeLessThanOrEqual(1);
  }
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await expectAccessible(page);
    await shot(page, `portal-person-${theme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await settings(page).click();
  await page.getByRole('button', { name: 'Русский' }).click();
  await page.keyboard.press('Escape');
  await expect(page.locator('kith-deals').getByText('Новая')).toBeVisible();
  await shot(page, 'portal-person-ru');
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(`${kith.url}/#/deals/${deal.id}`);
  await expect(page.getByRole('heading', { name: 'Подробности' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Этап' })).toHaveValue(deal.stage.id);
  await shot(page, 'portal-deal-ru');
});
