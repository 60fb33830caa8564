// Two people drag one board: both end with the same order, the server's, and nothing is lost.
import type { Browser, Page } from '@playwright/test';
import { type Account, createAccount } from '../../../tools/testing/fixtures.ts';
import { addDeal, boardOf, card, drag, firstPipeline, titles } from '../testing/deals.ts';
import { expect, type HostPage, test } from '../testing/host-page.ts';
import { provideSession } from '../testing/people.ts';
import { holdRequests } from '../testing/requests.ts';

const names = ['A', 'B', 'C', 'D', 'E', 'F'].map((letter) => `Deal ${letter}`);

/** A window of its own, as of another person. */
async function openWindow(browser: Browser, host: HostPage, { url, account }: { url: string; account: Account }) {
  const page = await (await browser.newContext()).newPage();
  await provideSession(page, url, account);
  await host.open(page, '<kith-board></kith-board>', { key: null });
  await expect(page.getByRole('button', { name: 'New deal', exact: true })).toBeVisible();
  await expect(page.locator('.card')).toHaveCount(names.length);
  return page;
}

const shownIn = async (page: Page) => {
  const stages = ['New', 'Qualified', 'Proposal', 'Negotiation', 'Won', 'Lost'];
  const columns = await Promise.all(
    stages.map(async (stage) => [stage, await titles(page, stage).allTextContents()] as const),
  );
  return Object.fromEntries(columns.filter(([, deals]) => deals.length > 0));
};

/** Both windows show what the server has, and every deal is there once. */
async function expectOneBoard(pages: readonly Page[], account: Account) {
  const { id } = await firstPipeline(account.api);
  // All three are read anew each time: the windows show their moves before the server has them.
  const boards = async () => {
    const read = await Promise.all([boardOf(account.api, id), ...pages.map(shownIn)]);
    return new Set(read.map((board) => JSON.stringify(board)));
  };
  await expect.poll(async () => (await boards()).size, { timeout: 30_000 }).toBe(1);
  expect(
    Object.values(await boardOf(account.api, id))
      .flat()
      .sort(),
  ).toEqual(names);
}

test.describe('two browsers', () => {
  let pages: Page[];

  test.beforeEach(async ({ browser, host, kith, account }) => {
    for (const name of names.toReversed()) await addDeal(account.api, { name });
    pages = [];
    for (const _ of [1, 2]) pages.push(await openWindow(browser, host, { url: kith.url, account }));
  });

  test.afterEach(async () => {
    for (const page of pages) await page.context().close();
  });

  test('drop two cards into one stage at once', async ({ account }) => {
    const [one, other] = pages;
    if (!one || !other) throw new Error('There are two windows');
    await Promise.all([drag(one, 'Deal A', 'Proposal'), drag(other, 'Deal B', 'Proposal')]);
    await expectOneBoard(pages, account);
    await expect(titles(one, 'Proposal')).toHaveCount(2);
  });

  test('drag the same card at once: the later one wins, for both', async ({ account }) => {
    const [one, other] = pages;
    if (!one || !other) throw new Error('There are two windows');
    await Promise.all([drag(one, 'Deal A', 'Qualified'), drag(other, 'Deal A', 'Proposal')]);
    await expectOneBoard(pages, account);
    await expect(card(one, 'Deal A')).toHaveCount(1);
  });

  test('move many cards against each other, faster than the server answers', async ({ account }) => {
    const releases = await Promise.all(pages.map((page) => holdRequests(page, '**/move')));
    const keys = async (page: Page, turns: readonly (readonly [string, ...string[]])[]) => {
      for (const [name, ...pressed] of turns) {
        await card(page, name).focus();
        await page.keyboard.press('Space');
        for (const key of pressed) await page.keyboard.press(key);
        await page.keyboard.press('Space');
      }
    };
    const [one, other] = pages;
    if (!one || !other) throw new Error('There are two windows');
    await Promise.all([
      keys(one, [
        ['Deal A', 'ArrowDown', 'ArrowDown'],
        ['Deal C', 'ArrowRight'],
        ['Deal E', 'Home'],
        ['Deal B', 'ArrowRight', 'ArrowRight'],
        ['Deal C', 'ArrowLeft', 'End'],
      ]),
      keys(other, [
        ['Deal F', 'Home'],
        ['Deal C', 'ArrowRight', 'ArrowRight'],
        ['Deal A', 'ArrowRight'],
        ['Deal B', 'End'],
        ['Deal D', 'ArrowUp', 'ArrowRight'],
      ]),
    ]);
    for (const release of releases) release();
    await expectOneBoard(pages, account);
  });
});

test('a person of another organization sees none of it', async ({ browser, host, kith, account }) => {
  await addDeal(account.api, { name: 'Pilot' });
  const stranger = await createAccount(kith.url);
  const { id } = await firstPipeline(account.api);
  const page = await (await browser.newContext()).newPage();
  await provideSession(page, kith.url, stranger);
  await host.open(page, `<kith-board pipeline-id="${id}"></kith-board>`, { key: null });
  await expect(page.getByText('This pipeline is not here')).toBeVisible();
  await page.context().close();
});
