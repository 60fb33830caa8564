// Owns every request that leaves Kith over HTTP: where it may go, how long and how large its answer may be, and what is tried again.

import { BrokenCircuitError } from 'cockatiel';
import { Agent, fetch, type Response } from 'undici';
import { AppError } from '../errors.ts';
import type { AddressGuard } from './address-guard.ts';
import { type CircuitOptions, createCircuits, usualCircuit } from './circuits.ts';
import { guardedConnect, type Resolve, systemResolve } from './guarded-connect.ts';
import { type Hop, nextHop, sentHeaders } from './hops.ts';
import { checkKind, readBody } from './read-body.ts';
import { readTarget } from './read-target.ts';

export interface SafeRequest {
  /** Default: GET. */
  method?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Most bytes of the answer, unpacked. Default: 5 MB. */
  mostBytes?: number;
  /** Milliseconds for everything, redirects and further tries too. Default: 15 s. */
  timeout?: number;
  /** How many redirects are followed. Default: 5. */
  redirects?: number;
  /** Kinds that a good answer may have: `application/json`, `image/*`. Default: any. */
  kinds?: readonly string[];
  /** True for a POST or PATCH that does no harm when it arrives twice. */
  repeatable?: boolean;
  /** For whom it is, such as an organization's id: nobody can have a host left alone for somebody else. */
  onBehalfOf?: string;
  signal?: AbortSignal;
}

export interface SafeAnswer {
  status: number;
  headers: Headers;
  /** Where the answer came from, after redirects. */
  url: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export interface SafeFetch {
  /**
   * Sends a request, and reads the whole answer, whatever its status.
   * @throws AppError `address_not_allowed`, `address_unreachable`, `address_resting`, `redirect_refused`, `too_many_redirects`,
   *   `answer_too_large`, `answer_too_slow` or `answer_unexpected`, in words that may be shown.
   */
  (address: string | URL, request?: SafeRequest): Promise<SafeAnswer>;
  /** Throws as a request would for what is written there, without asking the network: for forms. @throws AppError `address_not_allowed`. */
  check(address: string): void;
  /** Ends its connections. */
  close(): Promise<void>;
}

export interface SafeFetchOptions {
  guard: AddressGuard;
  resolve?: Resolve;
  circuit?: Partial<CircuitOptions>;
  /** Milliseconds to connect, and without a byte. Default: 5 s and 10 s. */
  patience?: { connect: number; silence: number };
}

const idempotent = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

export function createSafeFetch(options: SafeFetchOptions): SafeFetch {
  const { guard, resolve = systemResolve, circuit = {}, patience = { connect: 5_000, silence: 10_000 } } = options;
  const agent = new Agent({
    connect: guardedConnect({ guard, resolve, timeout: patience.connect }),
    headersTimeout: patience.silence,
    bodyTimeout: patience.silence,
    maxHeaderSize: 32_768,
  });
  const circuits = createCircuits({ ...usualCircuit, ...circuit });
  const safeFetch = async (address: string | URL, request: SafeRequest = {}): Promise<SafeAnswer> => {
    const url = readTarget(address, guard);
    const method = (request.method ?? 'GET').toUpperCase();
    const first: Hop = { url, method, headers: sentHeaders(request.headers ?? {}), body: request.body };
    const late = AbortSignal.timeout(request.timeout ?? 15_000);
    const signal = request.signal ? AbortSignal.any([late, request.signal]) : late;
    const key = `${request.onBehalfOf ?? ''} ${url.origin}`;
    const policy = circuits.policy(key, request.repeatable ?? idempotent.has(method));
    try {
      return await policy.execute(() => follow({ agent, guard, signal }, first, request), signal);
    } catch (error) {
      throw inPlainWords(error, url.host, request.signal);
    }
  };
  const check = (address: string) => void readTarget(address, guard);
  return Object.assign(safeFetch, { check, close: () => agent.destroy() });
}

interface Way {
  agent: Agent;
  guard: AddressGuard;
  signal: AbortSignal;
}

/** Goes from redirect to redirect; each address is checked like the first. */
async function follow({ agent, guard, signal }: Way, first: Hop, request: SafeRequest): Promise<SafeAnswer> {
  const { redirects = 5, mostBytes = 5_000_000, kinds } = request;
  for (let hop = first, left = redirects; ; left -= 1) {
    const { url, method, body } = hop;
    // Entries, because undici knows its own headers only.
    const headers = [...hop.headers];
    const sent = { method, headers, redirect: 'manual', dispatcher: agent, signal } as const;
    const response = await fetch(url, body === undefined ? sent : { ...sent, body }).catch(throwRefusal);
    const next = nextHop(hop, response.status, response.headers.get('location'));
    if (!next) {
      if (kinds && response.ok) await orDrop(response, () => checkKind(response, kinds));
      const bytes = await orDrop(response, () => readBody(response, mostBytes));
      return { status: response.status, headers: new Headers([...response.headers]), url: url.href, bytes };
    }
    await response.body?.cancel();
    if (left === 0)
      throw new AppError('too_many_redirects', `${first.url.host} leads on and on, or was not to lead on.`);
    hop = { ...next, url: readTarget(next.url, guard) };
  }
}

/** A refusal of the connection's stands inside the error of `fetch`; on its own it counts as no failure of the host. */
function throwRefusal(error: unknown): never {
  throw error instanceof Error && error.cause instanceof AppError ? error.cause : error;
}

/** Lets go of the connection when the answer is not wanted. */
async function orDrop<T>(response: Response, run: () => T): Promise<Awaited<T>> {
  try {
    return await run();
  } catch (error) {
    if (!response.body?.locked) await response.body?.cancel();
    throw error;
  }
}

function inPlainWords(error: unknown, host: string, cancelled: AbortSignal | undefined): unknown {
  if (error instanceof AppError || cancelled?.aborted) return error;
  if (error instanceof BrokenCircuitError) {
    return new AppError('address_resting', `${host} failed several times in a row. It is asked again in a while.`);
  }
  for (let one = error; one instanceof Error; one = one.cause) {
    if (/Timeout/.test(one.name)) {
      return new AppError('answer_too_slow', `${host} did not answer in time.`, { cause: error });
    }
  }
  return new AppError('address_unreachable', `${host} could not be reached.`, { cause: error });
}
