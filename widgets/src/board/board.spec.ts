// What people can rely on in <kith-board>, in a real browser on another origin, against the real server.
import { unwrap } from '@kith/sdk';
import type { Page } from '@playwright/test';
import type { Account } from '../../../tools/testing/fixtures.ts';
import { addDeal, boardOf, card, column, drag, firstPipeline, titles } from '../testing/deals.ts';
import { expect, type HostPage, test } from '../testing/host-page.ts';
import { ada, capture, provideSession } from '../testing/people.ts';
import { caughtUp, holdRequests } from '../testing/requests.ts';

const toast = (page: Page) => page.locator('kith-toasts li').last();

/** Opens the board as the signed-in account. */
async function openBoard(page: Page, host: HostPage, { kith, account }: { kith: { url: string }; account: Account }) {
  await provideSession(page, kith.url, account);
  await host.open(page, '<kith-board></kith-board>', { key: null });
  await expect(page.locator('.columns .card, .columns .none').first()).toBeVisible();
  // Cards can be moved as soon as it is known that they may.
  await expect(page.getByRole('button', { name: 'New deal', exact: true })).toBeVisible();
}

test('each stage shows how many deals it has, what they add up to, and its cards in order', async ({
  page,
  host,
  kith,
  account,
}) => {
  const contact = await capture(account.api, ada);
  await addDeal(account.api, {
    name: 'Pilot',
    amount: 1_250_000,
    currency: 'EUR',
    contacts: [{ contactId: contact.id }],
  });
  await addDeal(account.api, { name: 'Renewal', amount: 700, currency: 'JPY' });
  await addDeal(account.api, { name: 'Talk' });
  await openBoard(page, host, { kith, account });
  await expect(titles(page, 'New')).toHaveText(['Talk', 'Renewal', 'Pilot']);
  await expect(column(page, 'New').getByLabel('3 deals')).toBeVisible();
  await expect(column(page, 'New').locator('.sum')).toHaveText('€12,500 + ¥700');
  await expect(column(page, 'Proposal')).toContainText('No deals here');
  await expect(card(page, 'Pilot')).toContainText('€12,500');
  await expect(card(page, 'Pilot')).toContainText('Ada Prospect');
  await expect(card(page, 'Pilot')).toContainText('today');
  expect(host.violations).toEqual([]);
});

test('a card is dragged to another stage in one request, and Undo brings it back', async ({
  page,
  host,
  kith,
  account,
}) => {
  const pipeline = await firstPipeline(account.api);
  for (const name of ['A', 'B']) await addDeal(account.api, { name: `Deal ${name}`, amount: 1000, currency: 'EUR' });
  await openBoard(page, host, { kith, account });
  const asked: string[] = [];
  page.on(
    'request',
    (request) => request.url().includes('/v1/') && asked.push(`${request.method()} ${new URL(request.url()).pathname}`),
  );
  await caughtUp(asked);
  asked.length = 0;
  await drag(page, 'Deal A', 'Proposal');
  await expect(titles(page, 'Proposal')).toHaveText(['Deal A']);
  await expect(column(page, 'Proposal').locator('.sum')).toHaveText('€10');
  await expect(toast(page)).toContainText('“Deal A” moved to Proposal');
  await caughtUp(asked);
  expect(asked).toEqual([expect.stringMatching(/^POST .*\/move$/)]);
  expect(await boardOf(account.api, pipeline.id)).toEqual({ New: ['Deal B'], Proposal: ['Deal A'] });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(titles(page, 'New')).toHaveText(['Deal B', 'Deal A']);
  expect(await boardOf(account.api, pipeline.id)).toEqual({ New: ['Deal B', 'Deal A'] });
});

test('cards change places within a stage, also when moved faster than the server answers', async ({
  page,
  host,
  kith,
  account,
}) => {
  const pipeline = await firstPipeline(account.api);
  for (const name of ['C', 'B', 'A']) await addDeal(account.api, { name: `Deal ${name}` });
  await openBoard(page, host, { kith, account });
  const release = await holdRequests(page, '**/move');
  await drag(page, 'Deal C', 'New', 'Deal A');
  await drag(page, 'Deal B', 'New', 'Deal C');
  await drag(page, 'Deal A', 'New', 'Deal B');
  await expect(titles(page, 'New')).toHaveText(['Deal A', 'Deal B', 'Deal C']);
  release();
  await expect.poll(() => boardOf(account.api, pipeline.id)).toEqual({ New: ['Deal A', 'Deal B', 'Deal C'] });
  await expect(titles(page, 'New')).toHaveText(['Deal A', 'Deal B', 'Deal C']);
});

test('the keyboard goes from card to card, lifts, moves, drops and puts back, and all is said', async ({
  page,
  host,
  kith,
  account,
}) => {
  const pipeline = await firstPipeline(account.api);
  for (const name of ['B', 'A']) await addDeal(account.api, { name: `Deal ${name}` });
  await openBoard(page, host, { kith, account });
  const said = page.locator('kith-board').getByRole('status').last();
  await card(page, 'Deal A').focus();
  await page.keyboard.press('ArrowDown');
  await expect(card(page, 'Deal B')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(said).toContainText('Deal B is in your hand. Place 2 of 2 in New.');
  await page.keyboard.press('ArrowRight');
  await expect(said).toHaveText('Place 1 of 1 in Qualified.');
  await expect(card(page, 'Deal B')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(said).toHaveText('Deal B is back where it was.');
  await expect(titles(page, 'New')).toHaveText(['Deal A', 'Deal B']);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await expect(said).toContainText('Deal B is dropped. Place 1 of 2 in New.');
  await expect.poll(() => boardOf(account.api, pipeline.id)).toEqual({ New: ['Deal B', 'Deal A'] });
  await expect(card(page, 'Deal B')).toBeFocused();
});

test('Enter and a click ask the page to open the deal; a drag does not', async ({ page, host, kith, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  await openBoard(page, host, { kith, account });
  await page.evaluate(() => {
    document.addEventListener('kith-open', (event) => {
      if (!(event instanceof CustomEvent)) return;
      const { opened = '' } = document.body.dataset;
      document.body.dataset['opened'] = `${opened}${event.detail.type}:${event.detail.id} `;
    });
  });
  await drag(page, 'Pilot', 'Qualified');
  await card(page, 'Pilot').click();
  await page.keyboard.press('Enter');
  await expect(page.locator('body')).toHaveAttribute('data-opened', `deal:${id} deal:${id} `);
});

test('a finger that rests on a card drags it, one that moves on scrolls', async ({ browser, host, kith, account }) => {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 900, height: 700 } });
  const page = await context.newPage();
  for (let n = 0; n < 12; n += 1) await addDeal(account.api, { name: `Deal ${n}` });
  await openBoard(page, host, { kith, account });
  const client = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x = 0, y = 0) =>
    client.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y }] });
  const from = await card(page, 'Deal 11').boundingBox();
  const to = await column(page, 'Qualified').boundingBox();
  if (!from || !to) throw new Error('The board is not there');
  await touch('touchStart', from.x + 40, from.y + 20);
  await touch('touchMove', from.x + 40, from.y - 40);
  await touch('touchEnd');
  const cards = column(page, 'New').locator('.cards');
  await expect.poll(() => cards.evaluate(({ scrollTop }) => scrollTop)).toBeGreaterThan(0);
  // A flick scrolls on for a while: it is back when it stays at the top for ten frames.
  const atTop = (list: Element) => {
    list.scrollTo(0, 0);
    const { promise, resolve } = Promise.withResolvers<number>();
    const frame = (left: number) =>
      left === 0 ? resolve(list.scrollTop) : requestAnimationFrame(() => frame(left - 1));
    frame(10);
    return promise;
  };
  await expect.poll(() => cards.evaluate(atTop)).toBe(0);
  await expect(titles(page, 'New')).toHaveCount(12);
  await touch('touchStart', from.x + 40, from.y + 20);
  await expect(page.locator('.ghost-card')).toBeVisible();
  await touch('touchMove', to.x + 60, to.y + 120);
  await touch('touchEnd');
  await expect(titles(page, 'Qualified')).toHaveText(['Deal 11']);
  await context.close();
});

test('a move that the server refuses is taken back and said plainly', async ({ page, host, kith, account }) => {
  await addDeal(account.api, { name: 'Pilot' });
  await openBoard(page, host, { kith, account });
  await page.route('**/move', (route) => route.abort());
  await drag(page, 'Pilot', 'Proposal');
  await expect(toast(page)).toContainText('“Pilot” is back where it was: the server did not answer.');
  await expect(titles(page, 'New')).toHaveText(['Pilot']);
  await expect(titles(page, 'Proposal')).toHaveCount(0);
});

test('losing asks why, and can be thought better of', async ({ page, host, kith, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  await openBoard(page, host, { kith, account });
  await drag(page, 'Pilot', 'Lost');
  await expect(page.getByRole('dialog')).toContainText('Why was “Pilot” lost?');
  await page.keyboard.press('Escape');
  await expect(titles(page, 'New')).toHaveText(['Pilot']);
  await drag(page, 'Pilot', 'Lost');
  await page.getByLabel('Reason, if you like').fill('Too dear');
  await page.getByRole('button', { name: 'Mark as lost' }).click();
  await expect(toast(page)).toContainText('“Pilot” is lost');
  const deal = await unwrap(account.api.GET('/v1/deals/{id}', { params: { path: { id } } }));
  expect(deal).toMatchObject({ lostReason: 'Too dear', lostAt: expect.any(String) });
});

test('a deal is created at the top of a stage; what does not fit is said and kept', async ({
  page,
  host,
  kith,
  account,
}) => {
  await addDeal(account.api, { name: 'Talk' });
  await openBoard(page, host, { kith, account });
  await column(page, 'Proposal').getByRole('button', { name: 'New deal in Proposal' }).click();
  const form = page.getByRole('form', { name: 'New deal in Proposal' });
  await form.getByRole('button', { name: 'Create deal' }).click();
  await expect(form.getByRole('alert')).toHaveText('Give the deal a name.');
  await form.getByLabel('Name of the deal').fill('Pilot 2027');
  await form.getByLabel('Amount').fill('a lot');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('alert')).toContainText('Write an amount such as');
  await expect(form.getByLabel('Name of the deal')).toHaveValue('Pilot 2027');
  await form.getByLabel('Amount').fill('12 500,50');
  await page.keyboard.press('Enter');
  await expect(card(page, 'Pilot 2027')).toContainText('€12,500.50');
  await expect(card(page, 'Pilot 2027')).toBeFocused();
  await expect(toast(page)).toContainText('“Pilot 2027” created');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(card(page, 'Pilot 2027')).toHaveCount(0);
});

test('the next deals of a long stage come when asked for, and a move to their end stays there', async ({
  page,
  host,
  kith,
  account,
}) => {
  for (let n = 30; n > 0; n -= 1) await addDeal(account.api, { name: `Deal ${String(n).padStart(2, '0')}` });
  await openBoard(page, host, { kith, account });
  await expect(titles(page, 'New')).toHaveCount(25);
  await expect(column(page, 'New').getByLabel('30 deals')).toBeVisible();
  // Scrolling to the button would load by itself.
  await column(page, 'New').getByRole('button', { name: 'Show more' }).dispatchEvent('click');
  await expect(titles(page, 'New')).toHaveCount(30);
  await card(page, 'Deal 01').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(titles(page, 'New').last()).toHaveText('Deal 01');
  await addDeal(account.api, { name: 'Late' });
  await expect(titles(page, 'New')).toHaveCount(31);
  await expect(titles(page, 'New').last()).toHaveText('Deal 01');
});

test('a board that is wider than its place scrolls while a card is held at its edge', async ({
  page,
  host,
  kith,
  account,
}) => {
  await addDeal(account.api, { name: 'Pilot' });
  await openBoard(page, host, { kith, account });
  await expect(column(page, 'Won')).not.toBeInViewport();
  await drag(page, 'Pilot', 'Won');
  await expect(titles(page, 'Won')).toHaveText(['Pilot']);
  await expect(toast(page)).toContainText('“Pilot” is won');
});

test('what others do shows at once', async ({ page, host, kith, account }) => {
  const { id } = await addDeal(account.api, { name: 'Pilot' });
  const pipeline = await firstPipeline(account.api);
  await openBoard(page, host, { kith, account });
  const stageId = pipeline.stages[2]?.id ?? '';
  await unwrap(account.api.POST('/v1/deals/{id}/move', { params: { path: { id } }, body: { stageId } }));
  await expect(titles(page, 'Proposal')).toHaveText(['Pilot']);
  const params = { path: { id: pipeline.id } };
  await unwrap(account.api.POST('/v1/pipelines/{id}/stages', { params, body: { name: 'Visit', kind: 'open' } }));
  await expect(column(page, 'Visit')).toBeVisible();
});
