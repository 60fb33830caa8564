// Owns what every driver of the Jobs port must do. A driver's test calls it with how to open one.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Jobs, Message, QueueSettings } from '../jobs.ts';

export interface OpenDriver {
  jobs: Jobs;
  /** Lets the driver's time pass. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

const settings = (name: string, retries: number): QueueSettings => ({ name, retries, retryDelay: 1 });
export const contractQueues = [settings('letters', 0), settings('stubborn', 2), settings('clockwork', 0)];

/** Collects what is delivered, so that a test can wait for the nth. */
function inbox() {
  const messages: Message[] = [];
  let heard: (() => void) | undefined;
  return {
    messages,
    take: (message: Message) => {
      messages.push(message);
      heard?.();
    },
    async until(count: number): Promise<Message[]> {
      while (messages.length < count) {
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
      return messages;
    },
  };
}

/** @param open opens the driver with `contractQueues`, on queues that nobody else uses. */
export function jobsContract(name: string, open: () => Promise<OpenDriver>): void {
  describe(`the Jobs port on ${name}`, () => {
    let driver: OpenDriver;
    beforeEach(async () => {
      driver = await open();
    });
    afterEach(() => driver.close());

    it('delivers what was added before and after the worker came, with its data', async () => {
      const { jobs } = driver;
      const box = inbox();
      await jobs.enqueue('letters', { id: randomUUID(), data: { to: ['Ada', 'Жанна "J"'], n: 1 } });
      await jobs.work('letters', async (message) => box.take(message));
      await box.until(1);
      await jobs.enqueue('letters', { id: randomUUID(), data: { n: 2 } });
      const data = (await box.until(2)).map((message) => message.data);
      expect(data).toEqual([{ to: ['Ada', 'Жанна "J"'], n: 1 }, { n: 2 }]);
      expect(box.messages.map(({ attempt }) => attempt)).toEqual([1, 1]);
    });

    it('takes the same id for the same message, even after it was dealt with', async () => {
      const { jobs } = driver;
      const box = inbox();
      const id = randomUUID();
      await jobs.enqueue('letters', { id, data: { n: 1 } });
      await jobs.enqueue('letters', { id, data: { n: 2 } });
      await jobs.work('letters', async (message) => box.take(message));
      await box.until(1);
      await jobs.enqueue('letters', { id, data: { n: 3 } });
      const last = randomUUID();
      await jobs.enqueue('letters', { id: last, data: { n: 4 } });
      expect((await box.until(2)).map((message) => message.id)).toEqual([id, last]);
      expect(box.messages[0]?.data).toEqual({ n: 1 });
    });

    it('delivers again what failed, as often as the queue says, and then no more', async () => {
      const { jobs } = driver;
      const box = inbox();
      await jobs.enqueue('stubborn', { id: randomUUID(), data: { n: 1 } });
      await jobs.work('stubborn', async (message) => {
        box.take(message);
        throw new Error('Not today');
      });
      for (const count of [1, 2, 3]) {
        await box.until(count);
        await driver.pass(60_000);
      }
      await jobs.enqueue('stubborn', { id: randomUUID(), data: { n: 2 } });
      await box.until(4);
      expect(box.messages.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1]);
    });

    it('holds a message back until its time', async () => {
      const { jobs } = driver;
      const box = inbox();
      const inTenMinutes = new Date(Date.now() + 600_000);
      await jobs.work('letters', async (message) => box.take(message));
      await jobs.enqueue('letters', { id: randomUUID(), data: { n: 'later' }, startAfter: inTenMinutes });
      await jobs.enqueue('letters', { id: randomUUID(), data: { n: 'now' } });
      await box.until(1);
      await driver.pass(700_000);
      expect((await box.until(2)).map((message) => message.data)).toEqual([{ n: 'now' }, { n: 'later' }]);
    });

    it('works on as many at once as it was told', async () => {
      const { jobs } = driver;
      const box = inbox();
      const open = new AbortController();
      await jobs.work(
        'letters',
        (message) =>
          new Promise((resolve) => {
            open.signal.addEventListener('abort', () => resolve());
            box.take(message);
          }),
        3,
      );
      for (let n = 0; n < 5; n += 1) await jobs.enqueue('letters', { id: randomUUID(), data: { n } });
      await box.until(3);
      expect(box.messages).toHaveLength(3);
      open.abort();
      await box.until(5);
    });

    it('schedules by cron', async () => {
      const { jobs } = driver;
      const box = inbox();
      await jobs.work('clockwork', async (message) => box.take(message));
      await jobs.schedule('clockwork', '* * * * *');
      await driver.pass(180_000);
      expect((await box.until(2)).length).toBeGreaterThanOrEqual(2);
    });

    it('aborts and awaits what is under way when it stops', async () => {
      const { jobs } = driver;
      const box = inbox();
      let ended = false;
      await jobs.work('letters', async (message) => {
        box.take(message);
        await new Promise<void>((resolve) => message.signal.addEventListener('abort', () => resolve()));
        ended = true;
      });
      await jobs.enqueue('letters', { id: randomUUID(), data: {} });
      await box.until(1);
      await jobs.stop();
      expect(ended).toBe(true);
    });
  });
}
