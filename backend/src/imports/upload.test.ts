import { mkdir, readdir } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exe, png, xlsx } from '../http/testing/sample-files.ts';
import { createTestApi, type TestApi } from '../testing/test-api.ts';
import { createPerson, type TestPerson } from '../testing/test-deps.ts';

describe('an upload', () => {
  let api: TestApi;
  let ann: TestPerson;
  let port: number;
  const server = createServer((incoming, outgoing) =>
    getRequestListener((one) => api.app.fetch(one))(incoming, outgoing),
  );
  beforeAll(async () => {
    api = await createTestApi();
    ann = await createPerson(api.deps);
    await mkdir(join(api.deps.env.home, 'uploads'), { recursive: true });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await api.close();
  });

  const upload = (file: string | Uint8Array, headers: Record<string, string> = {}) =>
    api.call('POST', '/v1/imports', { token: ann.token, file, headers });
  const kept = () => readdir(join(api.deps.env.home, 'uploads'));

  /** Sends chunks of 1 MB as fast as they are taken, until the answer comes. @returns status, code and MB sent */
  const send = (megabytes: number, headers: Record<string, string>) =>
    new Promise<{ status: number | undefined; text: string; sent: number }>((resolve, reject) => {
      const chunk = Buffer.alloc(1_000_000, 'Ada,ada@acme.example\n');
      let sent = 0;
      let answered = false;
      const outgoing = request({
        port,
        method: 'POST',
        path: '/v1/imports',
        headers: { authorization: `Bearer ${ann.token}`, 'content-type': 'text/csv', ...headers },
      });
      outgoing.on('response', (response) => {
        answered = true;
        let text = '';
        response.on('data', (part) => {
          text += part;
        });
        response.on('end', () => {
          resolve({ status: response.statusCode, text, sent });
          outgoing.destroy();
        });
      });
      outgoing.on('error', (error) => (answered ? undefined : reject(error)));
      const more = () => {
        while (!answered && sent < megabytes) {
          sent += 1;
          if (!outgoing.write(chunk)) return void outgoing.once('drain', more);
        }
        if (!answered) outgoing.end();
      };
      outgoing.flushHeaders();
      more();
    });

  it('of 200 MB is refused with the limit, before it is read, when its size is told', async () => {
    const { status, text, sent } = await send(200, { 'content-length': '200000000' });
    expect([status, JSON.parse(text).code]).toEqual([413, 'file_too_large']);
    expect(JSON.parse(text).detail).toContain('100 MB');
    expect(sent).toBeLessThan(20);
    expect(await kept()).toEqual([]);
  });

  it('of 200 MB whose size nobody tells is refused when the limit is reached', async () => {
    const { status, text, sent } = await send(200, { 'transfer-encoding': 'chunked' });
    expect([status, JSON.parse(text).code]).toEqual([413, 'file_too_large']);
    expect(sent).toBeGreaterThanOrEqual(100);
    expect(sent).toBeLessThan(130);
    expect(await kept()).toEqual([]);
  }, 60_000);

  it('that cannot be read is refused with the reason, and nothing is kept', async () => {
    const codes = async (file: string | Uint8Array) => {
      const { status, body } = await upload(file);
      return [status, body.code];
    };
    expect(await codes('')).toEqual([422, 'file_empty']);
    expect(await codes(Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919) % 251))).toEqual([
      422,
      'file_not_readable',
    ]);
    expect(await codes(`${'x,'.repeat(5000)}\n`)).toEqual([422, 'too_many_columns']);
    expect(await codes('Name,Note\nAda,"open\n')).toEqual([422, 'file_not_readable']);
    const [rows] = await api.deps.admin`select count(*)::int as count from app.imports`;
    expect([rows?.['count'], await kept()]).toEqual([0, []]);
  });

  it.each([
    ['an Excel workbook', xlsx, 'file_is_workbook', 'save the sheet as CSV'],
    ['a picture', png, 'file_of_other_kind', 'a picture (.png)'],
    ['a program', exe, 'file_of_other_kind', 'a program (.exe)'],
    ['a web page', '<!doctype html><title>x</title>', 'file_of_other_kind', 'a web page'],
  ])(
    'that is %s under the name of a CSV is refused with what it looks like, and nothing is kept',
    async (_, file, code, said) => {
      for (const query of ['', '?encoding=utf-8&delimiter=%2C']) {
        const { status, body } = await api.call('POST', `/v1/imports${query}`, { token: ann.token, file });
        expect([status, body.code]).toEqual([415, code]);
        expect(body.detail).toContain(said);
      }
      const [rows] = await api.deps.admin`select count(*)::int as count from app.imports`;
      expect([rows?.['count'], await kept()]).toEqual([0, []]);
    },
  );

  it('of a header alone, of names of 10 kB and of formulas is taken in as it is', async () => {
    expect((await upload('Name,Email\n')).body).toMatchObject({ rowCount: 0 });
    const long = await upload(`Name,Email\n${'A'.repeat(9999)},=1+1\n`);
    expect(long.body).toMatchObject({ rowCount: 1 });
    expect((await upload('Name\nA\0da\n')).body).toMatchObject({ rowCount: 1 });
  });

  it('says what it is when the guess would be wrong', async () => {
    const file = Buffer.from('Name;Email\nAda;ada@acme.example\n', 'utf16le');
    const { body } = await api.call('POST', '/v1/imports?encoding=utf-16le&delimiter=%3B&header=false&kind=companies', {
      token: ann.token,
      file,
    });
    expect(body).toMatchObject({ encoding: 'utf-16le', delimiter: ';', rowCount: 2, mapping: { kind: 'companies' } });
  });

  it('may replace another reading of the same file, which is dropped once the new one is there', async () => {
    const file = Buffer.from('Имя|Почта\nЁж|a@b.example\n');
    const first = await upload(file);
    const again = (query: string, bytes: string | Uint8Array = file) =>
      api.call('POST', `/v1/imports?${query}`, { token: ann.token, file: bytes });
    expect((await again(`replaces=${first.body.id}`, '')).body.code).toBe('file_empty');
    const second = await again(`replaces=${first.body.id}&delimiter=%7C&encoding=utf-8`);
    expect([second.status, second.body.delimiter, second.body.columns.length]).toEqual([201, '|', 2]);
    const there = async (id: string) => (await api.call('GET', `/v1/imports/${id}`, { token: ann.token })).status;
    expect(await Promise.all([there(first.body.id), there(second.body.id)])).toEqual([404, 200]);
    expect((await again(`replaces=${first.body.id}`)).body.code).toBe('not_found');
    const bob = await createPerson(api.deps);
    const other = await api.call('POST', `/v1/imports?replaces=${second.body.id}`, { token: bob.token, file });
    expect([other.status, await there(second.body.id)]).toEqual([404, 200]);
    await api.deps.admin`update app.imports set state = 'done' where id = ${second.body.id}`;
    expect((await again(`replaces=${second.body.id}`)).body.code).toBe('import_not_ready');
  });

  it('is one, however often the same key comes with the same file, and refused with another', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await upload('Name\nAda\n', headers);
    const second = await upload('Name\nAda\n', headers);
    expect([second.body.id, second.headers.get('idempotent-replayed')]).toEqual([first.body.id, 'true']);
    expect((await upload('Name\nBo\n', headers)).body.code).toBe('idempotency_key_reused');
  });

  it('is a file and no form', async () => {
    const form = await upload('x', { 'content-type': 'multipart/form-data; boundary=x' });
    expect([form.status, form.body.code]).toEqual([415, 'unsupported_media_type']);
  });
});
