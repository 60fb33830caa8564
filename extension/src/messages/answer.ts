// Owns the worker's end of the message map: parse, hand to the handler, turn failures into words.
import { KithError } from '@kith/sdk';
import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type Answer, contract, type Input, isMessageName, type MessageName, type Reply, Request } from './contract.ts';

export interface Sender {
  /** True for the extension's own pages, false for content scripts. */
  isOwnPage: boolean;
}
export type Handlers = { [Name in MessageName]: (input: Input<Name>, sender: Sender) => Promise<Answer<Name>> };

/** Starts answering. Other extensions' and unknown messages are left alone. */
export function answerMessages(handlers: Handlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, respond) => {
    const request = Request.safeParse(message);
    if (!request.success || sender.id !== browser.runtime.id) return false;
    const isOwnPage = sender.url?.startsWith(browser.runtime.getURL('/')) === true;
    void reply(handlers, request.data, { isOwnPage }).then(respond);
    return true;
  });
}

async function reply(handlers: Handlers, request: { name: string; input?: unknown }, sender: Sender): Promise<Reply> {
  try {
    if (!isMessageName(request.name)) throw new KithError('unknown_message', 'This message is not known.');
    return { ok: true, answer: await handle(handlers, request.name, request.input, sender) };
  } catch (error) {
    if (error instanceof KithError) return { ok: false, code: error.code, message: error.message };
    console.error(error);
    return { ok: false, code: 'internal', message: 'Something went wrong inside the extension. Nothing was lost.' };
  }
}

function handle<Name extends MessageName>(handlers: Handlers, name: Name, input: unknown, sender: Sender) {
  const parsed = inputOf(name).safeParse(input);
  if (!parsed.success) throw new KithError('invalid_input', z.prettifyError(parsed.error));
  return handlers[name](parsed.data, sender);
}

// The map ties each name to its schema; the compiler cannot follow that through an index.
function inputOf<Name extends MessageName>(name: Name): z.ZodMiniType<Input<Name>>;
function inputOf(name: MessageName): z.ZodMiniType {
  return contract[name].input;
}
