// Owns binding a described route to what it does: who asks, what they ask, in which transaction, and how it is answered.
import type { Context, Hono } from 'hono';
import { sourceOf } from '../audit/source.ts';
import { claimKey, keepAnswer } from '../db/idempotency-keys.ts';
import type { Deps } from '../deps.ts';
import type { Answer } from './answer.ts';
import { authenticate } from './authenticate.ts';
import type { Caller, OpenCtx, Permission, ReadCtx, WriteCtx } from './context.ts';
import { etagOf } from './etag.ts';
import { idempotentRequest } from './idempotency.ts';
import { type Described, type Input, readInput } from './input.ts';
import { sendStream } from './stream.ts';
import { readIn, writeIn } from './transaction.ts';

export interface AppEnv {
  Variables: { requestId: string };
}

export interface Api {
  hono: Hono<AppEnv>;
  deps: Deps;
}

type Handler<C, P, Q, H, B> = (ctx: C, input: Input<P, Q, H, B>) => Promise<Answer>;
type Loose = Described<unknown, unknown, unknown, unknown>;
type LooseHandler<C> = Handler<C, unknown, unknown, unknown, unknown>;

export interface Gated<P, Q, H, B> {
  route: Described<P, Q, H, B>;
  permission: Permission;
}

/** Binds a read: one transaction in the caller's name, refused without the permission. */
export function bindRead<P, Q, H, B>(api: Api, gated: Gated<P, Q, H, B>, handler: Handler<ReadCtx, P, Q, H, B>): void;
export function bindRead(
  api: Api,
  { route, permission }: Gated<unknown, unknown, unknown, unknown>,
  handler: LooseHandler<ReadCtx>,
): void {
  on(api, route, async (c) => {
    const caller = await identify(api, c);
    const { input } = await readInput(route, c.req);
    return send(await readIn(caller, permission, (ctx) => handler(ctx, input)));
  });
}

/** Binds a write: one transaction in the caller's name, refused without the permission, replayed by Idempotency-Key. */
export function bindWrite<P, Q, H, B>(api: Api, gated: Gated<P, Q, H, B>, handler: Handler<WriteCtx, P, Q, H, B>): void;
export function bindWrite(
  api: Api,
  { route, permission }: Gated<unknown, unknown, unknown, unknown>,
  handler: LooseHandler<WriteCtx>,
): void {
  on(api, route, async (c) => {
    const caller = await identify(api, c);
    const { input, text } = await readInput(route, c.req);
    const request = idempotentRequest(c.req.header('idempotency-key'), c.req.raw, text);
    const { deps, actor, requestId } = caller;
    return writeIn(
      caller,
      permission,
      (tx) => claimKey(tx, request),
      async (tx, organizationId, earlier) => {
        if (earlier) return send(earlier, { 'idempotent-replayed': 'true' });
        const answer = await handler({ deps, actor, requestId, tx, organizationId }, input);
        await keepAnswer(tx, request, answer);
        return send(answer);
      },
    );
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
    const ctx = { deps: api.deps, requestId: c.get('requestId'), origin: c.req.header('origin') ?? null };
    return send(await handler(ctx, (await readInput(route, c.req)).input));
  });
}

function on({ hono }: Api, { method, path }: Loose, handle: (c: Context<AppEnv>) => Promise<Response>): void {
  hono.on(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'), handle);
}

async function identify({ deps }: Api, c: Context<AppEnv>): Promise<Caller> {
  const actor = await authenticate(deps, c.req);
  const wantedOrganization = c.req.header('kith-organization') ?? null;
  const source = sourceOf(actor, c.req.header('kith-source'));
  return { deps, actor, requestId: c.get('requestId'), wantedOrganization, source };
}

function send({ status, json, version, csv }: Answer, extra: Record<string, string> = {}): Response {
  const headers = new Headers(extra);
  if (json !== null) headers.set('content-type', 'application/json');
  if (csv) {
    headers.set('content-type', 'text/csv; charset=utf-8');
    headers.set('content-disposition', `attachment; filename="${csv.name}.csv"`);
  }
  if (version !== undefined) headers.set('etag', etagOf(version));
  return new Response(csv ? csv.text : json, { status, headers });
}
