// Owns what tests of duplicates ask of the API.
import { sampleContact } from '../../testing/samples.ts';
import type { TestApi } from '../../testing/test-api.ts';
import { createPerson, type TestPerson } from '../../testing/test-deps.ts';

type Kind = 'contacts' | 'companies';

/** What tests of duplicates ask, each in an organization of its own. */
export async function duplicatesOf(api: TestApi) {
  const person: TestPerson = await createPerson(api.deps);
  const call = (method: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    api.call(method, path, { token: person.token, headers, ...(body ? { body } : {}) });
  const list = async (kind: Kind = 'contacts', more = '') =>
    (await call('GET', `/v1/duplicates?kind=${kind}${more}`)).body;
  return {
    person,
    call,
    list,
    contact: (body: object) => sampleContact(api, person.token, body),
    company: async (body: object) => (await call('POST', '/v1/companies', body)).body.id,
    pairs: async (kind: Kind = 'contacts') =>
      (await list(kind)).items.map(({ first, second }) => [first.id, second.id].toSorted()),
    why: async (kind: Kind = 'contacts') =>
      (await list(kind)).items.map(({ reasons, certain }) => ({ reasons, certain })),
    dismiss: (ids: string[], kind: Kind = 'contacts') => call('POST', '/v1/duplicates/dismiss', { kind, ids }),
  };
}
