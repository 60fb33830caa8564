// Owns what tests of merging ask of the API.
import type { Reply, TestApi } from '../../testing/test-api.ts';
import type { TestPerson } from '../../testing/test-deps.ts';
import { everyRow } from './every-row.ts';

/** Calls of `ann`, who is there once the tests run. */
export function mergeCalls(api: () => TestApi, ann: () => TestPerson) {
  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}, { token } = ann()) =>
    api().call(method, path, { token, headers, ...(body ? { body } : {}) });
  return {
    call,
    merge: (winnerId: string, loserId: string, more: object = {}) =>
      call('POST', '/v1/contacts/merge', { winnerId, loserId, ...more }),
    undo: (undoToken: string) => call('POST', '/v1/undo', { undoToken }),
    read: async (id: string) => (await call('GET', `/v1/contacts/${id}`)).body,
    codeOf: async (reply: Promise<Reply>) => {
      const { status, body } = await reply;
      return [status, body.code];
    },
    rows: () => everyRow(api().deps, ann().organizationId),
  };
}
