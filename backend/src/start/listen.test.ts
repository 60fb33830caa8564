import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { uploadPaths } from '../http/upload-paths.ts';
import { type Listening, listen } from './listen.ts';

describe('a server that listens', () => {
  let listening: Listening;
  beforeAll(async () => {
    const app = new Hono();
    // A body that is cut off fails whoever reads it.
    app.onError((_, c) => c.text('Cut', 400));
    app.post('*', async (c) => c.text(`Read ${await c.req.text()}`));
    listening = await listen(app.fetch, {
      host: '127.0.0.1',
      port: 0,
      setting: 'PORT',
      uploads: uploadPaths,
      slowest: 400,
    });
  });
  afterAll(() => listening.close());

  /** Sends half of a body. */
  async function begin(path: string) {
    const socket = connect(listening.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: kith\r\nConnection: close\r\nContent-Length: 8\r\n\r\nhalf`);
    return { socket, answer: text(socket) };
  }

  it('cuts a small body that does not come, and waits longer for a file', async () => {
    const file = await begin('/v1/imports?name=people.csv');
    const small = await begin('/v1/contacts');
    const [head = '', body = ''] = (await small.answer).split('\r\n\r\n');
    expect(head).toMatch(/^HTTP\/1\.1 408 [\s\S]*content-type: application\/problem\+json/);
    expect(JSON.parse(body)).toMatchObject({ code: 'request_too_slow', detail: 'The request did not arrive in time.' });
    // The file began before the body that was cut.
    file.socket.write('file');
    expect(await file.answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*Read halffile/);
  });

  it('leaves bodies alone that came in time', async () => {
    const { socket, answer } = await begin('/v1/contacts');
    socket.write('body');
    expect(await answer).toMatch(/^HTTP\/1\.1 200 [\s\S]*Read halfbody/);
  });
});
