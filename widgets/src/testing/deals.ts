// Owns invented deals for the widgets' browser tests.
import { type ChangedDeal, type KithClient, type NewDeal, type Pipeline, unwrap } from '@kith/sdk';
import { expect, type Page } from '@playwright/test';

/** The pipeline that every organization starts with. */
export async function firstPipeline(api: KithClient): Promise<Pipeline> {
  const [pipeline] = (await unwrap(api.GET('/v1/pipelines'))).items;
  if (!pipeline) throw new Error('There is no pipeline');
  return pipeline;
}

export const addDeal = (api: KithClient, deal: Partial<NewDeal> & { name: string }): Promise<ChangedDeal> =>
  unwrap(api.POST('/v1/deals', { body: { contacts: [], ...deal } }));

/** Names of the deals of each stage as the server has them, in order. */
export async function boardOf(api: KithClient, id: string): Promise<Record<string, string[]>> {
  const board = await unwrap(api.GET('/v1/pipelines/{id}/board', { params: { path: { id }, query: { limit: 100 } } }));
  const filled = board.stages.filter(({ deals }) => deals.length > 0);
  return Object.fromEntries(filled.map(({ name, deals }) => [name, deals.map((deal) => deal.name)]));
}

/** A stage's column, by name. */
export const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
export const card = (page: Page, name: string) => page.locator('.card:not(.ghost-card)', { hasText: name });
/** Names on the cards of a stage. */
export const titles = (page: Page, stage: string) => column(page, stage).locator('.title');

/** Takes a card in hand by mouse, step by step as a hand does. */
async function lift(page: Page, name: string): Promise<void> {
  await card(page, name).scrollIntoViewIfNeeded();
  const from = await card(page, name).boundingBox();
  if (!from) throw new Error('The card is not on the page');
  await page.mouse.move(from.x + 40, from.y + 12);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + 24, { steps: 3 });
}

/** Holds the card at the board's right edge until the stage has come into view. */
async function reach(page: Page, stage: string): Promise<void> {
  const board = await page.locator('kith-board').boundingBox();
  const within = async () => {
    const box = await column(page, stage).boundingBox();
    return box !== null && board !== null && box.x + 120 < board.x + board.width;
  };
  if (!board || (await within())) return;
  await page.mouse.move(board.x + board.width - 4, board.y + 120, { steps: 4 });
  await expect.poll(within).toBe(true);
}

/** Drags a card to the top of a stage, or before another card of it. */
export async function drag(page: Page, name: string, stage: string, before?: string): Promise<void> {
  await lift(page, name);
  await reach(page, stage);
  const to = await (before ? card(page, before) : column(page, stage).locator('.cards')).boundingBox();
  if (!to) throw new Error('The target is not on the page');
  // Over the upper half of a card is before it.
  await page.mouse.move(to.x + 60, to.y + 6, { steps: 8 });
  await expect(column(page, stage).locator('.card.lifted')).toBeVisible();
  await page.mouse.up();
}

/** Tries to drag a card that nobody may drag. */
export async function pullAt(page: Page, name: string): Promise<void> {
  await lift(page, name);
  await page.mouse.move(600, 300, { steps: 5 });
  await page.mouse.up();
}
