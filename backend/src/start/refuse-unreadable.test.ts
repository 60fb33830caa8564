import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from '../http/app.ts';
import { createTestDeps, type TestDeps } from '../testing/test-deps.ts';
import { type Listening, listen } from './listen.ts';

const Problem = z.object({ status: z.number(), code: z.string(), detail: z.string() });

describe('a server that listens', () => {
  let deps: TestDeps;
  let listening: Listening;
  beforeAll(async () => {
    deps = await createTestDeps();
    const app = new Hono().route('/', createApp(deps));
    listening = await listen(app.fetch, { host: '127.0.0.1', port: 0, setting: 'PORT' });
  });
  afterAll(async () => {
    await listening.close();
    await deps.close();
  });

  const answerTo = async (bytes: string) => {
    const socket = connect(listening.port, '127.0.0.1');
    socket.write(bytes);
    const answer = await text(socket);
    const [head = '', body = ''] = answer.split('\r\n\r\n');
    return { head, body };
  };

  it('answers a token of 64 kB as it answers every other refusal', async () => {
    const asked = request({
      port: listening.port,
      host: '127.0.0.1',
      path: '/v1/me',
      headers: { authorization: `Bearer ${'x'.repeat(65_536)}` },
    }).end();
    const [response] = await once(asked, 'response');
    const body = Problem.parse(JSON.parse(await text(response)));
    expect([response.statusCode, body.status, body.code]).toEqual([431, 431, 'headers_too_large']);
    expect(response.headers['content-type']).toBe('application/problem+json');
    expect(response.headers['connection']).toBe('close');
  });

  it('leaves a token that is merely too long to the API', async () => {
    const headers = { authorization: `Bearer ${'x'.repeat(12_000)}` };
    const response = await fetch(`http://127.0.0.1:${listening.port}/v1/me`, { headers });
    expect([response.status, await response.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
  });

  it('says of what is no request that it is none', async () => {
    const { head, body } = await answerTo('GARBAGE\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1.1 400 Bad Request/);
    expect(Problem.parse(JSON.parse(body))).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it('refuses two lengths in one request, by which proxies are tricked', async () => {
    const { head, body } = await answerTo(
      'POST /v1/contacts HTTP/1.1\r\nhost: a\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    );
    expect(head).toMatch(/^HTTP\/1.1 400/);
    expect(Problem.parse(JSON.parse(body)).code).toBe('malformed_request');
  });

  it('goes on for others', async () => {
    const response = await fetch(`http://127.0.0.1:${listening.port}/health/live`);
    expect(response.status).toBe(200);
  });
});
