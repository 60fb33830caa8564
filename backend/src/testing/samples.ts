// Owns the invented rows that tests of several resources start from.
import type { TestApi } from './test-api.ts';
import type { TestPerson } from './test-deps.ts';

/** Captures a person and returns their id. */
export async function sampleContact(
  api: TestApi,
  token: string,
  body: object = { name: 'Ada Prospect' },
): Promise<string> {
  const { status, body: captured } = await api.call('POST', '/v1/contacts', { token, body });
  if (status !== 201) throw new Error(`The sample contact was answered with ${status}`);
  return captured.contact.id;
}

/** A message to log with a contact. */
export const sampleMessage = (contactId: string, externalId: string, more: object = {}) => ({
  contactId,
  channel: 'email',
  direction: 'inbound',
  externalId,
  occurredAt: '2026-01-02T03:04:05Z',
  ...more,
});

/** Creates an embed key and opens a session with it. */
export async function sampleEmbed(api: TestApi, token: string, more: object = {}) {
  const origin = 'https://intranet.example';
  const { body: key } = await api.call('POST', '/v1/embed-keys', {
    token,
    body: { name: 'Intranet', allowedOrigins: [origin], ...more },
  });
  const { body: session } = await api.call('POST', '/v1/embed/sessions', {
    body: { key: key.key },
    headers: { origin },
  });
  return { key, origin, token: String(session.token) };
}

/** A job that ran for a person and left a word behind. */
export async function sampleJob({ deps }: TestApi, person: TestPerson, word: string): Promise<string> {
  const left = JSON.stringify({ word });
  const [job] = await deps.admin<{ id: string }[]>`
    insert into app.jobs (organization_id, kind, state, input, result, started_by, finished_at)
    values (${person.organizationId}, 'test.run', 'done', ${left}::text::jsonb, ${left}::text::jsonb, ${person.userId}, now())
    returning id`;
  if (!job) throw new Error('The sample job was not inserted');
  return job.id;
}
