// Owns broadcasting over HTTP: one message, or a batch, to whoever listens now.
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { isJsonInUtf8 } from '../../http/json-type.ts';
import { unstorable } from '../../http/unstorable.ts';
import { limitAddresses } from '../address-limits.ts';
import type { ApiKeys } from '../auth/api-key.ts';
import { AuthError, answerError } from '../auth/errors.ts';
import { parseJson } from '../json.ts';
import { AccessDenied, checkAccess, mayNotWrite } from './access.ts';
import type { Hub } from './hub.ts';
import { largestFrame, mostInBatch } from './limits.ts';
import { Name } from './messages.ts';

const Message = z.object({ topic: Name, event: Name, payload: z.unknown(), private: z.boolean().default(false) });
const Batch = z.object({ messages: z.array(Message).max(mostInBatch) });
type Message = z.infer<typeof Message>;

/** Builds the routes, to be mounted at `/realtime/v1/api`. */
export function broadcastRoutes(deps: Deps, apiKeys: ApiKeys, hub: Hub): Hono {
  const routes = new Hono();
  routes.onError((error, c) => {
    if (error instanceof AccessDenied) return c.json({ code: 'unauthorized', message: error.message }, 403);
    return answerError(deps.log, c, error);
  });
  routes.use('*', limitAddresses(deps, apiKeys, 'realtime'));
  routes.use('*', bodyLimit({ maxSize: largestFrame, onError: refuseLargeBody }));

  routes.post('/broadcast', async (c) => {
    const batch = Batch.safeParse(await readJson(c));
    if (!batch.success) throw new AuthError(422, 'validation_failed', z.prettifyError(batch.error));
    await send(c, batch.data.messages);
    return c.body(null, 202);
  });

  routes.post('/broadcast/:topic/events/:event', async (c) => {
    const isBytes = c.req.header('content-type')?.startsWith('application/octet-stream') ?? false;
    const message = Message.safeParse({
      ...c.req.param(),
      payload: isBytes ? new Uint8Array(await c.req.arrayBuffer()) : await readJson(c),
      private: c.req.query('private') === 'true',
    });
    if (!message.success) throw new AuthError(422, 'validation_failed', z.prettifyError(message.error));
    await send(c, [message.data]);
    return c.body(null, 202);
  });

  /** Sends all or nothing. */
  async function send(c: Context, messages: Message[]): Promise<void> {
    const { role, bearer } = apiKeys.resolve(c.req.raw.headers, c.req.query('apikey'));
    const knocker = { role, origin: c.req.header('origin'), token: bearer };
    for (const topic of distinctTopics(messages)) {
      const { broadcast } = await checkAccess(deps, knocker, topic);
      if (!broadcast.write) throw mayNotWrite(topic.name);
    }
    for (const { topic: name, private: isPrivate, event, payload } of messages) {
      hub.publish({ name, private: isPrivate }, { event, payload });
    }
  }
  return routes;
}

function distinctTopics(messages: Message[]) {
  const topics = messages.map(({ topic: name, private: isPrivate }) => ({ name, private: isPrivate }));
  return new Map(topics.map((topic) => [`${topic.private} ${topic.name}`, topic])).values();
}

/** Pages take what they hear for objects of their own: what no record may hold is not passed on either. */
async function readJson(c: Context): Promise<unknown> {
  if (!isJsonInUtf8(c.req.header('content-type') ?? '')) throw badJson('Send JSON in UTF-8, as application/json.');
  const value = parse(utf8(await c.req.arrayBuffer()));
  const [refused] = unstorable(value);
  if (refused) throw new AuthError(422, 'validation_failed', `${refused.path}: ${refused.message}`);
  return value;
}

function utf8(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw badJson('The body is not UTF-8.');
  }
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    throw badJson('The body is not valid JSON.');
  }
}

const badJson = (message: string) => new AuthError(400, 'bad_json', message);

/** What is left of the body is not read, so the connection cannot carry another request. */
function refuseLargeBody(c: Context): never {
  c.header('connection', 'close');
  throw new AuthError(413, 'body_too_large', `The body is larger than ${largestFrame} bytes.`);
}
