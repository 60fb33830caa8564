// Owns lending safeFetch to libraries that take a `fetch` of their own.
import type { SafeFetch, SafeRequest } from './safe-fetch.ts';

/** As much of `fetch` as libraries for OpenID Connect and JSON Web Keys use. */
export type LibraryFetch = (
  address: string,
  init: {
    method?: string;
    headers?: Record<string, string> | Headers;
    body?: ConstructorParameters<typeof Response>[0] | null | undefined;
    signal?: AbortSignal | undefined;
  },
) => Promise<Response>;

/** Statuses whose answers have no body. */
const bodiless = new Set([204, 205, 304]);

/** @param limits what all its requests have in common. Redirects are the library's to refuse: none is followed. */
export function libraryFetch(safeFetch: SafeFetch, limits: Pick<SafeRequest, 'mostBytes' | 'timeout'>): LibraryFetch {
  return async (address, { method = 'GET', headers, body, signal }) => {
    const { status, bytes, ...answer } = await safeFetch(address, {
      ...limits,
      method,
      redirects: 0,
      headers: Object.fromEntries(new Headers(headers)),
      ...(body && { body: new Uint8Array(await new Response(body).arrayBuffer()) }),
      ...(signal && { signal }),
    });
    return new Response(bodiless.has(status) ? null : bytes, { status, headers: answer.headers });
  };
}
