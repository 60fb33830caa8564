// Owns what tests of relations ask of the API.
import { sampleContact } from '../../testing/samples.ts';
import type { TestApi } from '../../testing/test-api.ts';
import type { TestPerson } from '../../testing/test-deps.ts';

export const person = (id: string) => ({ type: 'contact', id });
export const firm = (id: string) => ({ type: 'company', id });

/** Calls of `ann`, who is there once the tests run. */
export function relationCalls(api: () => TestApi, ann: () => TestPerson) {
  const call = (method: string, path: string, body?: object, version = 1) =>
    api().call(method, path, {
      token: ann().token,
      headers: { 'if-match': `"${version}"` },
      ...(body === undefined ? {} : { body }),
    });
  const relate = (body: object) => call('POST', '/v1/relations', body);
  const people = async (...names: string[]) => {
    const ids: string[] = [];
    for (const name of names) ids.push(await sampleContact(api(), ann().token, { name }));
    return ids;
  };
  return {
    call,
    relate,
    people,
    reports: (from: string, to: string) => relate({ kind: 'reports_to', from: person(from), to: person(to) }),
    pair: async (): Promise<[string, string]> => {
      const [ada = '', bea = ''] = await people('Ada', 'Bea');
      return [ada, bea];
    },
  };
}
