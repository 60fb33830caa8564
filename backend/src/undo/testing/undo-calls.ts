// Owns what tests of undoing ask of the API.
import type { Reply, TestApi } from '../../testing/test-api.ts';
import type { TestPerson } from '../../testing/test-deps.ts';

/** Calls of `ann`, who is there once the tests run. */
export function undoCalls(api: () => TestApi, ann: () => TestPerson) {
  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    api().call(method, path, { token: ann().token, headers, ...(body ? { body } : {}) });
  return {
    call,
    undo: (undoToken: string, token = ann().token) => api().call('POST', '/v1/undo', { token, body: { undoToken } }),
    codeOf: async (reply: Promise<Reply>) => {
      const { status, body } = await reply;
      return [status, body.code];
    },
    patch: (path: string, version: number, body: object) => call('PATCH', path, body, { 'if-match': `"${version}"` }),
    read: async (path: string) => (await call('GET', path)).body,
  };
}
