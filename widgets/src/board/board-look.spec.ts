// What people can rely on in the looks, the settings and the rights of <kith-board>.
import { unwrap } from '@kith/sdk';
import { expectAccessible } from '../../../tools/testing/accessible.ts';
import { addDeal, card, column, firstPipeline, pullAt, titles } from '../testing/deals.ts';
import { expect, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { caughtUp, readsOf } from '../testing/requests.ts';
import { shot } from '../testing/shot.ts';

test('with a key that may only read, the board says so and nothing moves', async ({ page, host, account }) => {
  await addDeal(account.api, { name: 'Pilot' });
  const body = {
    name: 'Board',
    allowedOrigins: [host.origin],
    widgets: ['kith-board'],
    permissions: ['deals.read' as const, 'pipelines.read' as const],
  };
  const { key } = await unwrap(account.api.POST('/v1/embed-keys', { body }));
  await host.open(page, '<kith-board></kith-board>', { key });
  await expect(card(page, 'Pilot')).toBeVisible();
  await expect(page.getByText('View only')).toBeVisible();
  await expect(page.getByRole('button', { name: /New deal/ })).toHaveCount(0);
  await pullAt(page, 'Pilot');
  await card(page, 'Pilot').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await expect(titles(page, 'New')).toHaveText(['Pilot']);
  expect(host.violations).toEqual([]);
});

test('pipelines are chosen, and stages added, renamed, put in order and taken away', async ({
  page,
  host,
  kith,
  account,
}) => {
  const { api } = account;
  const partners = await unwrap(api.POST('/v1/pipelines', { body: { name: 'Partners' } }));
  await addDeal(api, { name: 'Alliance', pipelineId: partners.id });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Sales</h1><kith-board></kith-board>', { key: null });
  await page.getByLabel('Pipeline', { exact: true }).selectOption('Partners');
  await expect(card(page, 'Alliance')).toBeVisible();
  await page.getByRole('button', { name: 'Stages and pipelines' }).click();
  const dialog = page.getByRole('dialog');
  const names = () =>
    dialog.getByLabel('Name of the stage').evaluateAll((fields) => fields.map((field) => Reflect.get(field, 'value')));
  await dialog.getByRole('button', { name: 'Add stage' }).click();
  await expect.poll(names).toEqual(['New', 'Qualified', 'Proposal', 'Negotiation', 'New stage', 'Won', 'Lost']);
  await dialog.getByLabel('Name of the stage').nth(4).fill('Visit');
  await dialog.getByLabel('Name of the stage').nth(4).press('Tab');
  await dialog.getByRole('button', { name: 'Move Visit up' }).click();
  await expect.poll(names).toEqual(['New', 'Qualified', 'Proposal', 'Visit', 'Negotiation', 'Won', 'Lost']);
  await dialog.getByLabel('What Visit means').selectOption('Wins');
  await expect(dialog.getByLabel('Chance in Visit, per cent')).toHaveValue('100');
  await dialog.getByRole('button', { name: 'Remove New', exact: true }).click();
  await expect(dialog.getByRole('alert').last()).toContainText('1 deal stands in this stage');
  await dialog.getByLabel(/Where does it go/).selectOption('Proposal');
  await dialog.getByRole('button', { name: 'Move and remove' }).click();
  await expect.poll(names).toEqual(['Qualified', 'Proposal', 'Visit', 'Negotiation', 'Won', 'Lost']);
  await shot(page, 'board-settings');
  const undo = dialog.getByRole('button', { name: 'Undo last change' });
  await undo.click();
  await expect.poll(names).toEqual(['New', 'Qualified', 'Proposal', 'Visit', 'Negotiation', 'Won', 'Lost']);
  await expect(dialog.getByRole('status')).toHaveText('Undone');
  await expect(undo).toBeDisabled();
  await dialog.getByRole('button', { name: 'Remove New', exact: true }).click();
  await dialog.getByLabel(/Where does it go/).selectOption('Proposal');
  await dialog.getByRole('button', { name: 'Move and remove' }).click();
  await expect.poll(names).toEqual(['Qualified', 'Proposal', 'Visit', 'Negotiation', 'Won', 'Lost']);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(titles(page, 'Proposal')).toHaveText(['Alliance']);
});

test('a pipeline that somebody else changed meanwhile is shown as it is', async ({ page, host, kith, account }) => {
  const pipeline = await firstPipeline(account.api);
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-board></kith-board>', { key: null });
  await page.getByRole('button', { name: 'Stages and pipelines' }).click();
  const name = page.getByLabel('Name of the pipeline');
  await expect(name).toHaveValue('Sales');
  const params = { path: { id: pipeline.id }, header: { 'if-match': `"${pipeline.version}"` } };
  await name.fill('Small sales');
  await unwrap(account.api.PATCH('/v1/pipelines/{id}', { params, body: { name: 'Big sales' } }));
  // The board behind the settings has heard of it: what is being typed stays.
  await expect(page.locator('kith-board').locator('.pipeline')).toHaveText('Big sales');
  await expect(name).toHaveValue('Small sales');
  await name.press('Tab');
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('somebody else has changed this pipeline');
  await expect(name).toHaveValue('Big sales');
});

test('no session, a failing server and a pipeline that is gone are told apart', async ({
  page,
  host,
  kith,
  account,
}) => {
  await host.open(page, '<kith-board></kith-board>', { key: null });
  await expect(page.getByText('This widget is not connected to Kith')).toBeVisible();
  const other = await page.context().newPage();
  await provideSession(other, kith.url, account);
  const asked = readsOf(other);
  await other.route('**/board?**', (route) => route.abort());
  const { id } = await firstPipeline(account.api);
  await host.open(other, `<kith-board pipeline-id="${id}"></kith-board>`, { key: null });
  await expect(other.getByText('The server did not answer')).toBeVisible();
  await caughtUp(asked);
  await other.unroute('**/board?**');
  await other.getByRole('button', { name: 'Retry' }).click();
  await expect(column(other, 'New')).toBeVisible();
  await other.locator('kith-board').evaluate((board) => board.setAttribute('pipeline-id', crypto.randomUUID()));
  await expect(other.getByText('This pipeline is not here')).toBeVisible();
});

test('the board is sound in both themes, in Russian and at 360 px', async ({ page, host, kith, account }) => {
  const { api } = account;
  const contact = await capture(api, ada);
  const { stages } = await firstPipeline(api);
  const deals: [string, number, number | null, string?][] = [
    ['Pilot 2027', 0, 1_250_000],
    ['Library of the harbour school', 0, 480_000],
    ['Refit of the ferries', 1, 9_900_000],
    ['Consulting', 2, 12_000_000, 'RUB'],
    ['A very long name of a deal that somebody pasted from the subject line of a mail, prefix and all', 2, null],
    ['Spring order', 4, 320_000],
    ['Summer order', 5, 150_000],
  ];
  for (const [name, nth, amount, currency = 'EUR'] of deals) {
    const money = amount === null ? {} : { amount, currency };
    await addDeal(api, { name, stageId: stages[nth]?.id ?? '', contacts: [{ contactId: contact.id }], ...money });
  }
  await page.setViewportSize({ width: 1280, height: 760 });
  await provideSession(page, kith.url, account);
  await host.open(page, '<h1>Sales</h1><kith-board></kith-board>', { key: null });
  await expect(card(page, 'Pilot 2027')).toBeVisible();
  const sound = async (name: string) => {
    await expectAccessible(page);
    await shot(page, name);
  };
  await sound('board-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await sound('board-dark');
  await page.locator('kith-board').evaluate((board) => board.setAttribute('lang', 'ru'));
  await expect(page.getByText('Новая сделка')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Продажи' })).toBeVisible();
  await sound('board-ru');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
  await sound('board-narrow');
});
