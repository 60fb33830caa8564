// Owns the contact that tests of merging begin with: one with some of everything.
import { sampleContact, sampleMessage } from '../../testing/samples.ts';
import type { TestApi } from '../../testing/test-api.ts';
import type { TestPerson } from '../../testing/test-deps.ts';

let serial = 0;

/** A contact with points, an employment, messages, a deal, a task, a note and a relation. */
export async function furnished(api: TestApi, { token }: TestPerson, name: string, more: object = {}) {
  serial += 1;
  const post = async (path: string, body: object) => (await api.call('POST', path, { token, body })).body;
  const firm = `Firm ${serial}`;
  const points = [{ kind: 'email', value: `p${serial}@furnished-${serial}.example` }];
  const id = await sampleContact(api, token, { name, companyName: firm, points, ...more });
  const occurredAt = `2026-01-0${(serial % 8) + 1}T10:00:00Z`;
  await post('/v1/interactions', sampleMessage(id, `m${serial}`, { occurredAt, body: 'Hello' }));
  const contacts = [{ contactId: id, role: 'Decides' }];
  const deal = (await post('/v1/deals', { name: `Deal of ${name}`, contacts })).id;
  const record = { type: 'contact', id };
  await post('/v1/tasks', { title: `Call ${name}`, record });
  await post('/v1/notes', { body: `About ${name}`, record });
  const other = await sampleContact(api, token, { name: `Boss of ${name}` });
  await post('/v1/relations', { kind: 'reports_to', from: record, to: { type: 'contact', id: other } });
  return { id, deal, other, firm };
}
