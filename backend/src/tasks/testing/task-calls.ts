// Owns what tests of tasks ask of the API.
import type { TestApi } from '../../testing/test-api.ts';
import type { TestPerson } from '../../testing/test-deps.ts';

export const zone = 'Europe/Berlin';
export const at = (local: string) => ({ local, zone });

/** Calls of `ann`, who is there once the tests run. */
export function taskCalls(api: () => TestApi, ann: () => TestPerson) {
  const call = (method: string, path: string, body?: object, { token }: { token: string } = ann()) =>
    api().call(method, path, { token, ...(body === undefined ? {} : { body }) });
  return {
    call,
    add: async (title: string, more: object = {}) => (await call('POST', '/v1/tasks', { title, ...more })).body,
    patch: (id: string, version: number, body: object) =>
      api().call('PATCH', `/v1/tasks/${id}`, { token: ann().token, body, headers: { 'if-match': `"${version}"` } }),
    titles: async (query = '', person: { token: string } = ann()) =>
      (await call('GET', `/v1/tasks${query}`, undefined, person)).body.items.map(({ title }) => title),
    eventTypes: async (id: string) =>
      (await api().deps.admin`select type from app.events where subject_id = ${id} order by id`).map(
        (row) => row['type'],
      ),
  };
}
