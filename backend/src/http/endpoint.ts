// Owns binding a described route to what it does: who asks, what they ask, in which transaction, and how it is answered.
import type { Context, Hono } from 'hono';
import type { KeyVerifier } from '../api-keys/verify-key.ts';
import { sourceOf } from '../audit/source.ts';
import { claimKey, type IdempotentRequest, keepAnswer } from '../db/idempotency-keys.ts';
import type { Deps } from '../deps.ts';
import type { MemberPlaces } from '../members/member-places.ts';
import type { Answer, ReadAnswer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import { clientAddress } from './client-address.ts';
import type { Actor, Caller, OpenCtx, Permission, ReadCtx, WriteCtx } from './context.ts';
import { etagOf } from './etag.ts';
import { fromThisMachine } from './from-this-machine.ts';
import { idempotentRequest } from './idempotency.ts';
import { type Described, type Input, readInput } from './input.ts';
import { countedFor, type RateLimits, type Taken, tightest } from './rate-limit.ts';
import { type ReceivedFile, receiveFile } from './receive-file.ts';
import { sendStream } from './stream.ts';
import { readIn, readTogether, writeIn } from './transaction.ts';
import { uploadPaths } from './upload-paths.ts';

export interface AppEnv {
  Variables: {
    requestId: string;
    taken: Taken | undefined;
    /** The one origin whose pages may read the answer; undefined: any. */
    onlyOrigin: string | undefined;
  };
}

export interface Api {
  hono: Hono<AppEnv>;
  deps: Deps;
  /** Knows API keys. */
  keys: KeyVerifier;
  limits: RateLimits;
  /** Knows where people act. */
  places: MemberPlaces;
  /** What each endpoint asks of whoever calls it, by method and path: filled as they are bound. */
  gates: Map<string, Permission>;
}

type Handler<C, P, Q, H, B, A = Answer> = (ctx: C, input: Input<P, Q, H, B>) => Promise<A>;
type Loose = Described<unknown, unknown, unknown, unknown>;
type LooseHandler<C, A = Answer> = Handler<C, unknown, unknown, unknown, unknown, A>;
type LooseUploadHandler = (ctx: WriteCtx, input: Input<unknown, unknown, unknown, ReceivedFile>) => Promise<Answer>;

export interface Gated<P, Q, H, B> {
  route: Described<P, Q, H, B>;
  permission: Permission;
  /** One transaction that sees every organization of the caller: for what reads the sandbox, too, or sets something for its next query.
   * A function where it depends on what is asked. */
  together?: boolean | ((input: Input<P, Q, H, B>) => boolean);
}

/** Binds a read: one transaction in the caller's name, refused without the permission. */
export function bindRead<P, Q, H, B>(
  api: Api,
  gated: Gated<P, Q, H, B>,
  handler: Handler<ReadCtx, P, Q, H, B, ReadAnswer>,
): void;
export function bindRead(
  api: Api,
  { route, permission, together = false }: Gated<unknown, unknown, unknown, unknown>,
  handler: LooseHandler<ReadCtx, ReadAnswer>,
): void {
  api.gates.set(nameOf(route), permission);
  on(api, route, async (c) => {
    const caller = await identify(api, c);
    const { input } = await readInput(route, c.req);
    const asOne = typeof together === 'function' ? together(input) : together;
    const read = asOne ? readTogether : readIn;
    return send(await read(caller, permission, (ctx) => handler(ctx, input)));
  });
}

/** Binds a write: one transaction in the caller's name, refused without the permission, replayed by Idempotency-Key. */
export function bindWrite<P, Q, H, B>(api: Api, gated: Gated<P, Q, H, B>, handler: Handler<WriteCtx, P, Q, H, B>): void;
export function bindWrite(
  api: Api,
  { route, permission }: Gated<unknown, unknown, unknown, unknown>,
  handler: LooseHandler<WriteCtx>,
): void {
  api.gates.set(nameOf(route), permission);
  on(api, route, async (c) => {
    const caller = await identify(api, c);
    const { input, text } = await readInput(route, c.req);
    const request = idempotentRequest(c.req.header('idempotency-key'), c.req.raw, text);
    return answerWrite(caller, { permission, request }, (ctx) => handler(ctx, input));
  });
}

/** One transaction in the caller's name, replayed by Idempotency-Key. */
async function answerWrite(
  caller: Caller,
  { permission, request }: { permission: Permission; request: IdempotentRequest | null },
  write: (ctx: WriteCtx) => Promise<Answer>,
): Promise<Response> {
  const { deps, actor, requestId } = caller;
  const { answer, replayed } = await writeIn(
    caller,
    permission,
    (tx) => claimKey(tx, request),
    async (tx, organizationId, earlier) => {
      if (earlier) return { answer: earlier, replayed: true };
      const answer = await write({ deps, actor, requestId, tx, organizationId });
      await keepAnswer(tx, request, answer);
      return { answer, replayed: false };
    },
  );
  await answer.after?.();
  return send(answer, replayed ? { 'idempotent-replayed': 'true' } : {});
}

/** The description of an endpoint whose body is a file. */
export type DescribedUpload<P, Q, H> = Omit<Described<P, Q, H, unknown>, 'request'> & {
  request?: Pick<NonNullable<Described<P, Q, H, unknown>['request']>, 'params' | 'query' | 'headers'>;
};

export interface Upload<P, Q, H> {
  route: DescribedUpload<P, Q, H>;
  permission: Permission;
  /** Most bytes. */
  limit: number;
  /** Kinds of files that may be sent: `text/csv`. */
  accepted: readonly string[];
}

/**
 * Binds a write whose body is a file. The file is received before the transaction begins, so that a slow line holds no
 * connection; whoever lacks the permission is refused before that.
 */
export function bindUpload<P, Q, H>(
  api: Api,
  upload: Upload<P, Q, H>,
  handler: (ctx: WriteCtx, input: Input<P, Q, H, ReceivedFile>) => Promise<Answer>,
): void;
export function bindUpload(
  api: Api,
  { route, permission, limit, accepted }: Upload<unknown, unknown, unknown>,
  handler: LooseUploadHandler,
): void {
  const { method, path, request: { params, query, headers } = {} } = route;
  if (!uploadPaths.includes(path)) throw new Error(`Name ${path} in upload-paths.ts: its bodies take longer`);
  const described: Loose = {
    method,
    path,
    request: { ...(params && { params }), ...(query && { query }), ...(headers && { headers }) },
  };
  api.gates.set(nameOf(route), permission);
  on(api, described, async (c) => {
    const caller = await identify(api, c);
    await readIn(caller, permission, async () => undefined);
    const { input } = await readInput(described, c.req);
    return receiveFile(c.req.raw, { home: api.deps.env.home, limit, accepted }, (file) => {
      const request = idempotentRequest(c.req.header('idempotency-key'), c.req.raw, file.hash);
      return answerWrite(caller, { permission, request }, (ctx) => handler(ctx, { ...input, body: file }));
    });
  });
}

/** Binds an endpoint that only needs to know the caller and opens its own transaction. */
export function bindKnown<P, Q, H, B>(
  api: Api,
  route: Described<P, Q, H, B>,
  handler: Handler<Caller, P, Q, H, B>,
): void;
export function bindKnown(api: Api, route: Loose, handler: LooseHandler<Caller>): void {
  on(api, route, async (c) => {
    const caller = await identify(api, c);
    const answer = await handler(caller, (await readInput(route, c.req)).input);
    return answer.stream ? sendStream(answer.stream) : send(answer);
  });
}

/** Binds an endpoint that anybody may call. */
export function bindOpen<P, Q, H, B>(
  api: Api,
  route: Described<P, Q, H, B>,
  handler: Handler<OpenCtx, P, Q, H, B>,
): void;
export function bindOpen(api: Api, route: Loose, handler: LooseHandler<OpenCtx>): void {
  on(api, route, async (c) => {
    const address = clientAddress(c, api.deps.env.KITH_PROXIES);
    c.set('taken', await api.limits.take('address', address ?? ''));
    const origin = c.req.header('origin') ?? null;
    const userAgent = c.req.header('user-agent')?.slice(0, 500) ?? null;
    const ctx = { deps: api.deps, requestId: c.get('requestId'), origin, userAgent, address };
    return send(await handler(ctx, (await readInput(route, c.req)).input));
  });
}

/** How an endpoint is named among the gates. */
export const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

function on({ hono }: Api, { method, path }: Loose, handle: (c: Context<AppEnv>) => Promise<Response>): void {
  hono.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'), handle);
}

async function identify(api: Api, c: Context<AppEnv>): Promise<Caller> {
  const { deps } = api;
  const actor = await admit(api, c);
  const wantedOrganization = organizationOf(c);
  const source = sourceOf(actor, c.req.header('kith-source'));
  const here = () => fromThisMachine(c, deps.apiUrl);
  return { deps, actor, requestId: c.get('requestId'), wantedOrganization, source, fromThisMachine: here };
}

const organizationOf = (c: Context<AppEnv>): string | null => c.req.header('kith-organization') ?? null;

/** Names the sender and counts the request: for whom it is, or for the address when nobody vouches for it. */
async function admit({ deps, keys, limits, places }: Api, c: Context<AppEnv>): Promise<Actor> {
  const address = clientAddress(c, deps.env.KITH_PROXIES);
  const { actor, rateLimit, origin } = await authenticate({ deps, keys }, c.req, address).catch(
    async (error: unknown) => {
      c.set('taken', await limits.take('address', address ?? ''));
      throw error;
    },
  );
  c.set('onlyOrigin', origin);
  const place = actor.kind === 'user' && limits.counts ? await places.find(actor.id, organizationOf(c)) : null;
  for (const [name, id] of countedFor(actor, address, place)) {
    const taken = await limits.take(name, id, (name === 'key' && rateLimit) || undefined).catch((error: unknown) => {
      // The refusal says itself which limit it is of.
      c.set('taken', undefined);
      throw error;
    });
    c.set('taken', tightest(c.get('taken'), taken));
  }
  return actor;
}

function send({ status, json, version, csv }: ReadAnswer, extra: Record<string, string> = {}): Response {
  const headers = new Headers(extra);
  if (json !== null) headers.set('content-type', 'application/json');
  if (csv) {
    headers.set('content-type', 'text/csv; charset=utf-8');
    headers.set('content-disposition', `attachment; filename="${csv.name}.csv"`);
  }
  if (version !== undefined) headers.set('etag', etagOf(version));
  return new Response(csv ? csv.text : json, { status, headers });
}
