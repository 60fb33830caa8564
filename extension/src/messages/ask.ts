// Owns asking the background worker from a page, and hearing what it tells.

import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type Answer, contract, type Input, type MessageName, Notice, Reply } from './contract.ts';

/** A question that was not answered with success. `gone`: the extension was updated and this page holds its old script. */
export class AskError extends Error {
  override readonly name = 'AskError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Asks the worker. @throws AskError with the worker's code and words, or `gone`, or `bad_answer`. */
export async function ask<Name extends MessageName>(name: Name, input: Input<Name>): Promise<Answer<Name>> {
  const reply = Reply.safeParse(await send({ kith: 1, name, input }));
  if (!reply.success) throw new AskError('bad_answer', 'The extension answered in an unknown way.');
  if (!reply.data.ok) throw new AskError(reply.data.code, reply.data.message);
  const schema: z.ZodMiniType<Answer<Name>> = answerOf(name);
  return z.parse(schema, reply.data.answer);
}

// The map ties each name to its schema; the compiler cannot follow that through an index.
function answerOf<Name extends MessageName>(name: Name): z.ZodMiniType<Answer<Name>>;
function answerOf(name: MessageName): z.ZodMiniType {
  return contract[name].answer;
}

async function send(request: unknown): Promise<unknown> {
  if (browser.runtime?.id === undefined) throw new AskError('gone', 'The extension was updated.');
  try {
    return await browser.runtime.sendMessage(request);
  } catch (cause) {
    if (browser.runtime?.id === undefined) throw new AskError('gone', 'The extension was updated.');
    throw new AskError('no_worker', cause instanceof Error ? cause.message : 'The extension did not answer.');
  }
}

/** Calls back when the worker tells that something changed, until `signal` aborts. */
export function onNotice(signal: AbortSignal, listener: (notice: Notice) => void): void {
  const hear = (message: unknown) => {
    const notice = Notice.safeParse(message);
    if (notice.success) listener(notice.data);
  };
  browser.runtime.onMessage.addListener(hear);
  signal.addEventListener('abort', () => browser.runtime?.onMessage?.removeListener(hear));
}
