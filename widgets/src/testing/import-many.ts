// Owns very many invented people for the widgets' browser tests, imported because that is quickest.
import { unwrap } from '@kith/sdk';
import { type Account, expect } from '../../../tools/testing/fixtures.ts';

/** Imports Person 0, Person 1 and so on, with an address each. */
export async function importMany({ api, token }: Account, url: string, many: number): Promise<void> {
  const body = `Name,Email\n${Array.from({ length: many }, (_, at) => `Person ${at},p${at}@people.example`).join('\n')}\n`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const { id, mapping } = await (await fetch(`${url}/v1/imports`, { method: 'POST', headers, body })).json();
  const params = { path: { id: String(id) } };
  const state = () => unwrap(api.GET('/v1/imports/{id}', { params })).then((now) => now.state);
  await unwrap(api.PUT('/v1/imports/{id}/mapping', { params, body: mapping }));
  await expect.poll(state, { timeout: 30_000 }).toBe('planned');
  await unwrap(api.POST('/v1/imports/{id}/run', { params }));
  await expect.poll(state, { timeout: 30_000 }).toBe('done');
}
