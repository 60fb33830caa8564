// Owns importing a file in tests the way a client does: upload, mapping, plan, run, undo, each job to its end.
import { startTestWorker, untilEnded } from '../../jobs/testing/test-worker.ts';
import { createTestApi, type Reply, type TestApi } from '../../testing/test-api.ts';
import type { TestPerson } from '../../testing/test-deps.ts';
import type { Import } from '../schema.ts';

export interface ImportHouse {
  api: TestApi;
  close(): Promise<void>;
  /** Uploads a file; the query says what is known of it. */
  upload(person: TestPerson, content: string | Uint8Array, query?: string): Promise<Reply>;
  /** Plans with the guessed mapping and these changes. */
  plan(person: TestPerson, id: string, mapping?: object): Promise<Import>;
  run(person: TestPerson, id: string): Promise<Import>;
  undo(person: TestPerson, id: string): Promise<Import>;
  /** All of it, up to the end of the run. */
  importFile(person: TestPerson, content: string | Uint8Array, mapping?: object): Promise<Import>;
}

/** Opens the API with a worker. */
export async function openImportHouse(): Promise<ImportHouse> {
  const api = await createTestApi();
  const worker = await startTestWorker(api.deps);
  const get = async (person: TestPerson, id: string): Promise<Import> =>
    (await api.call('GET', `/v1/imports/${id}`, { token: person.token })).body;
  const step = async (person: TestPerson, reply: Reply): Promise<Import> => {
    if (reply.status !== 200) throw new Error(`The step was answered with ${reply.status} ${reply.body.detail}`);
    await untilEnded(api.deps, reply.body.job?.id ?? '');
    return get(person, reply.body.id);
  };
  const call = (person: TestPerson, method: string, path: string, body?: object) =>
    api.call(method, path, { token: person.token, ...(body && { body }) });
  const house: ImportHouse = {
    api,
    close: async () => {
      await worker.stop();
      await api.close();
    },
    upload: (person, content, query = '') =>
      api.call('POST', `/v1/imports?${query}`, { token: person.token, file: content }),
    plan: async (person, id, mapping = {}) => {
      const body = { ...(await get(person, id)).mapping, ...mapping };
      return step(person, await call(person, 'PUT', `/v1/imports/${id}/mapping`, body));
    },
    run: async (person, id) => step(person, await call(person, 'POST', `/v1/imports/${id}/run`)),
    undo: async (person, id) => step(person, await call(person, 'POST', `/v1/imports/${id}/undo`)),
    importFile: async (person, content, mapping) => {
      const { status, body } = await house.upload(person, content);
      if (status !== 201) throw new Error(`The upload was answered with ${status} ${body.detail}`);
      await house.plan(person, body.id, mapping);
      return house.run(person, body.id);
    },
  };
  return house;
}
