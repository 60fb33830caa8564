import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startSurface, type TestSurface } from '../testing/test-surface.ts';

const upgradeHeaders = {
  connection: 'Upgrade',
  upgrade: 'websocket',
  'sec-websocket-version': '13',
  'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
};

describe('the upgrade to a socket', () => {
  let surface: TestSurface;
  beforeAll(async () => {
    surface = await startSurface();
  });
  afterAll(() => surface.close());

  /** Asks for an upgrade that must be refused. */
  const upgrade = (
    path: string,
    headers = {},
    url = surface.url,
  ): Promise<{ status: number | undefined; body: unknown }> =>
    new Promise((resolve, reject) => {
      get(`${url}${path}`, { headers: { ...upgradeHeaders, ...headers } }, async (response) => {
        resolve({ status: response.statusCode, body: JSON.parse((await response.toArray()).join('')) });
      }).on('error', reject);
    });

  it('is refused without one of the install’s keys', async () => {
    const error = expect.stringContaining('API key');
    expect(await upgrade('/realtime/v1/websocket?vsn=2.0.0')).toEqual({ status: 401, body: { error } });
    const other = await upgrade('/realtime/v1/websocket?vsn=2.0.0&apikey=sb_publishable_other');
    expect(other).toEqual({ status: 401, body: { error } });
  });

  it('is refused to the secret key in a browser, not on a server', async () => {
    const { secretKey } = surface.deps.keys;
    const path = `/realtime/v1/websocket?vsn=2.0.0&apikey=${secretKey}`;
    expect(await upgrade(path, { origin: 'https://page.example' })).toMatchObject({ status: 401 });
    const socket = await openRawSocket(surface.url, secretKey);
    socket.send('1', '1', 'realtime:org:any:contacts', 'phx_join', { config: { private: true } });
    expect(await socket.next()).toMatchObject({ 4: { status: 'ok' } });
    socket.ws.close();
  });

  it('is refused on other paths and in other protocols', async () => {
    const key = surface.deps.keys.publishableKey;
    expect(await upgrade('/elsewhere')).toMatchObject({ status: 404 });
    expect(await upgrade(`/realtime/v1/socket?apikey=${key}`)).toMatchObject({ status: 404 });
    expect(await upgrade(`/realtime/v1/websocket?apikey=${key}&vsn=9.9.9`)).toMatchObject({ status: 403 });
    expect(await upgrade('//[')).toMatchObject({ status: 404 });
  });

  it('is refused when there are too many already', async () => {
    const full = await startSurface({ mostSockets: 0 });
    const { publishableKey } = full.deps.keys;
    const path = `/realtime/v1/websocket?vsn=2.0.0&apikey=${publishableKey}`;
    expect(await upgrade(path, {}, full.url)).toEqual({ status: 429, body: { error: 'Too many connections' } });
    await full.close();
  });

  it('leads to sockets that are told when the server stops', async () => {
    const other = await startSurface();
    const socket = await openRawSocket(other.url, other.deps.keys.publishableKey);
    await other.close();
    expect(await socket.closed).toBe(1001);
  });
});
