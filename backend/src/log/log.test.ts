import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDeps, type TestDeps } from '../testing/test-deps.ts';
import { createLog } from './create-log.ts';

/** A log whose lines can be read. */
function readable() {
  const lines: string[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(line) });
  return { log, lines };
}

describe('the log', () => {
  let deps: TestDeps;
  beforeAll(async () => {
    deps = await createTestDeps();
  });
  afterAll(() => deps.close());

  it('says of a failed statement which table and rule, and nothing of the row, the query or its parameters', async () => {
    const { log, lines } = readable();
    const planted = 'ada.planted@people.example';
    const failed = await deps.admin`
      insert into app.contacts (organization_id, name, notes)
      values (${'01890000-0000-7000-8000-000000000000'}, 'Ada', ${planted})`.catch((error: unknown) => error);
    expect(Object(failed)).toMatchObject({ detail: expect.any(String), parameters: expect.anything() });
    const row = await deps.admin`insert into app.contacts (name, notes) values ('Ada', ${planted})`.catch(
      (error: unknown) => error,
    );
    expect(Reflect.get(Object(row), 'detail')).toContain(planted);
    for (const err of [failed, row, new Error('outer', { cause: row })]) log.error({ err }, 'request failed');
    expect(lines.join('')).not.toContain(planted);
    expect(lines.join('')).not.toMatch(/"(?:detail|where|query|parameters|hint)"/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      err: {
        code: '23503',
        table: 'contacts',
        constraint: expect.stringContaining('organization'),
        stack: expect.any(String),
      },
    });
    expect(JSON.parse(lines[2] ?? '')).toMatchObject({ err: { message: 'outer', cause: { code: '23502' } } });
  });

  it('holds no value of a field that is a secret’s, wherever the object carries it', () => {
    const { log, lines } = readable();
    const secrets = { token: 'planted-token', password: 'planted-password', authorization: 'Bearer planted-bearer' };
    log.info({ ...secrets, apikey: 'planted-key', refresh_token: 'planted-refresh' }, 'on top');
    log.info({ body: secrets }, 'one below');
    log.info({ req: { headers: { ...secrets, cookie: 'planted-cookie' } } }, 'two below');
    log.error({ err: Object.assign(new Error('failed'), secrets) }, 'in an error');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain('planted-');
    expect(lines.join('')).toContain('[Redacted]');
  });
});
