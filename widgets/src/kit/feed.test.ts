import { expect, test } from 'vitest';
import { Feed, type Page, type PageRequest } from './feed.ts';

interface Row {
  id: string;
}

/** A list on a server that a test can change, hold back and break. */
class Shelf {
  rows: Row[];
  asked: PageRequest[] = [];
  failing = false;
  #held: (() => void)[] = [];
  #holding = false;

  constructor(count: number) {
    this.rows = Array.from({ length: count }, (_, index) => ({ id: `row-${index}` }));
  }

  hold() {
    this.#holding = true;
  }

  release() {
    this.#holding = false;
    for (const go of this.#held.splice(0)) go();
  }

  fetchPage = async (request: PageRequest): Promise<Page<Row>> => {
    this.asked.push(request);
    if (this.#holding) await new Promise<void>((resolve) => this.#held.push(resolve));
    if (this.failing) throw new Error('no answer');
    const from = Number(request.cursor ?? 0);
    const items = this.rows.slice(from, from + request.limit);
    const next = from + items.length;
    return { items, nextCursor: next < this.rows.length ? String(next) : null };
  };
}

const open = async (shelf: Shelf, pageSize = 10) => {
  const feed = new Feed<Row>(() => undefined);
  await feed.load(shelf.fetchPage, { pageSize, keep: false });
  return feed;
};

test('pages follow one another until the list ends', async () => {
  const feed = await open(new Shelf(25));
  expect([feed.items.length, feed.more]).toEqual([10, 'available']);
  await feed.loadMore();
  await feed.loadMore();
  expect([feed.items.length, feed.more]).toEqual([25, 'none']);
});

test('a row that moved to a later page is shown once', async () => {
  const shelf = new Shelf(20);
  const feed = await open(shelf);
  shelf.rows.unshift({ id: 'new' });
  await feed.loadMore();
  expect(new Set(feed.items.map(({ id }) => id)).size).toBe(feed.items.length);
});

test('a refresh fetches as many rows as are shown and keeps them in place meanwhile', async () => {
  const shelf = new Shelf(25);
  const feed = await open(shelf);
  await feed.loadMore();
  shelf.rows.unshift({ id: 'new' });
  shelf.hold();
  const refreshed = feed.refresh();
  expect([feed.status, feed.items.length]).toEqual(['ready', 20]);
  shelf.release();
  await refreshed;
  expect(feed.items[0]?.id).toBe('new');
  expect(shelf.asked.at(-1)?.limit).toBe(20);
});

test('more rows asked for during a refresh, and a refresh during more, lose no page', async () => {
  const shelf = new Shelf(35);
  const feed = await open(shelf);
  for (const steps of [() => [feed.refresh(), feed.loadMore()], () => [feed.loadMore(), feed.refresh()]]) {
    const before = feed.items.length;
    shelf.hold();
    const both = steps();
    shelf.release();
    await Promise.all(both);
    expect([feed.items.length, feed.more]).toEqual([before + 10, 'available']);
  }
});

test('more rows that do not come in place of a refresh are asked for again', async () => {
  const shelf = new Shelf(25);
  const feed = await open(shelf);
  shelf.hold();
  const both = [feed.refresh(), feed.loadMore()];
  shelf.failing = true;
  shelf.release();
  await Promise.all(both);
  expect([feed.items.length, feed.more]).toEqual([10, 'failed']);
  shelf.failing = false;
  await feed.loadMore();
  expect([feed.items.length, feed.more]).toEqual([20, 'available']);
});

test('more rows than one answer holds are collected over several', async () => {
  const shelf = new Shelf(450);
  const feed = await open(shelf, 200);
  await feed.loadMore();
  await feed.refresh();
  expect(feed.items.length).toBe(400);
});

test('the answer to an older search is dropped', async () => {
  const [slow, quick] = [new Shelf(3), new Shelf(1)];
  const feed = new Feed<Row>(() => undefined);
  slow.hold();
  const first = feed.load(slow.fetchPage, { pageSize: 10, keep: false });
  await feed.load(quick.fetchPage, { pageSize: 10, keep: true });
  slow.release();
  await first;
  expect(feed.items.length).toBe(1);
  expect(slow.asked[0]?.signal.aborted).toBe(true);
});

test('changes under way are answered by one more fetch, not by starting over', async () => {
  const shelf = new Shelf(3);
  const feed = await open(shelf);
  shelf.hold();
  const first = feed.refresh();
  await feed.refresh();
  await feed.refresh();
  shelf.rows.push({ id: 'late' });
  shelf.release();
  await first;
  expect(shelf.asked.length).toBe(3);
  expect(feed.items.at(-1)?.id).toBe('late');
});

test('a failed first load is an error; a failed refresh keeps the rows and says they are not fresh', async () => {
  const shelf = new Shelf(3);
  shelf.failing = true;
  const feed = await open(shelf);
  expect(feed.status).toBe('failed');
  shelf.failing = false;
  await feed.refresh();
  expect([feed.status, feed.error]).toEqual(['ready', undefined]);
  shelf.failing = true;
  await feed.refresh();
  expect([feed.status, feed.items.length, feed.error instanceof Error]).toEqual(['ready', 3, true]);
});

test('a failed search does not leave the rows of another', async () => {
  const [people, broken] = [new Shelf(3), new Shelf(3)];
  const feed = await open(people);
  broken.failing = true;
  await feed.load(broken.fetchPage, { pageSize: 10, keep: true });
  expect([feed.status, feed.items.length]).toEqual(['failed', 0]);
});

test('stopping drops what is under way, and the next load works', async () => {
  const shelf = new Shelf(3);
  const feed = new Feed<Row>(() => undefined);
  shelf.hold();
  const first = feed.load(shelf.fetchPage, { pageSize: 10, keep: false });
  feed.stop();
  shelf.release();
  await first;
  expect([feed.status, feed.items.length, feed.busy]).toEqual(['idle', 0, false]);
  await feed.load(shelf.fetchPage, { pageSize: 10, keep: false });
  expect(feed.items.length).toBe(3);
});
