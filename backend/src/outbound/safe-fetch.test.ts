import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { createSafeFetch, type SafeFetch, type SafeFetchOptions } from './safe-fetch.ts';
import { type Loopback, startLoopback, stubResolve } from './testing/loopback.ts';

// 127.0.0.1 stands for the internet here, every other address of loopback for the inside.
const guard = createAddressGuard({ opened: ['127.0.0.1'] });
const names = {
  'a.example': [['127.0.0.1']],
  'b.example': [['127.0.0.1']],
  'inside.example': [['127.0.0.2']],
  'both.example': [['10.0.0.1', '127.0.0.2', '127.0.0.1']],
  'turns.example': [['127.0.0.1'], ['127.0.0.2']],
  'nothing.example': [[]],
};
const bomb = gzipSync(Buffer.alloc(5_000_000));
const passing = (times: number, status = 503, headers = {}) => {
  let nth = 0;
  return { status: () => (nth++ < times ? status : 200), headers };
};

describe('a request to an address that somebody wrote', () => {
  let server: Loopback;
  const opened: SafeFetch[] = [];
  const make = (options: Partial<SafeFetchOptions> = {}) => {
    const { resolve, lookups } = stubResolve(names);
    const circuit = { retries: 2, firstPause: 1, longestPause: 5, failures: 100, ...options.circuit };
    const safeFetch = createSafeFetch({ guard, resolve, ...options, circuit });
    opened.push(safeFetch);
    return { safeFetch, lookups };
  };
  const at = (path: string, host = 'a.example') => `http://${host}:${server.port}${path}`;
  const codeOf = (sent: Promise<unknown>) =>
    sent.then(
      () => 'answered',
      (error: unknown) => Reflect.get(Object(error), 'code') ?? error,
    );
  /** What was asked of the server while `run` ran. */
  const askedDuring = async (run: () => Promise<unknown>) => {
    const before = server.asked.length;
    await run();
    return server.asked.slice(before);
  };

  beforeAll(async () => {
    const flaky = { twice: passing(2), once: passing(1), told: passing(1) };
    const leads = (status: number, to: () => string) => (response: import('node:http').ServerResponse) =>
      response.writeHead(status, { location: to() }).end();
    server = await startLoopback({
      '/': (response) =>
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'x-here': '1' }).end('hi'),
      '/once': (response) => response.writeHead(200, { connection: 'close' }).end('once'),
      '/to-metadata': leads(302, () => 'http://169.254.169.254/latest/'),
      '/to-decimal': leads(302, () => 'http://2130706434/'),
      '/to-inside': leads(301, () => at('/', 'inside.example')),
      '/to-file': leads(302, () => 'file:///etc/passwd'),
      '/to-root': leads(302, () => '/'),
      '/to-b': leads(302, () => at('/', 'b.example')),
      '/see-other': leads(303, () => '/'),
      '/again': leads(307, () => '/'),
      '/again-at-b': leads(308, () => at('/', 'b.example')),
      '/round': leads(302, () => '/round'),
      '/large': (response) => response.writeHead(200, { 'content-length': 5_000_000 }).end(Buffer.alloc(5_000_000)),
      '/endless': (response) => {
        const write = () => {
          while (response.write(Buffer.alloc(65_536))) if (response.destroyed) return;
        };
        response.on('drain', write);
        write();
      },
      '/bomb': (response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      '/silent': () => undefined,
      '/half': (response) => void response.writeHead(200).write('half'),
      '/twice': (response) => response.writeHead(flaky.twice.status()).end(),
      '/post-once': (response) => response.writeHead(flaky.once.status()).end(),
      '/told': (response) => response.writeHead(flaky.told.status(), { 'retry-after': '60' }).end(),
      '/broken': (response) => response.writeHead(502).end(),
      '/defect': (response) => response.writeHead(500).end(),
      '/cut': (response) => response.destroy(),
    });
  });
  afterAll(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await server.close();
  });

  it('brings the whole answer, whatever its status', async () => {
    const { safeFetch } = make();
    const answer = await safeFetch(at('/#part'));
    expect([answer.status, Buffer.from(answer.bytes).toString(), answer.url]).toEqual([200, 'hi', at('/')]);
    expect([answer.headers.get('x-here'), server.requests.at(-1)?.headers.host]).toEqual([
      '1',
      `a.example:${server.port}`,
    ]);
    expect((await safeFetch(at('/nowhere'))).status).toBe(404);
  });

  it('looks a name up once for a connection, and is refused when it means the inside a moment later', async () => {
    const { safeFetch, lookups } = make();
    expect((await safeFetch(at('/once', 'turns.example'))).status).toBe(200);
    expect(lookups).toEqual(['turns.example']);
    const asked = await askedDuring(async () => {
      expect(await codeOf(safeFetch(at('/once', 'turns.example')))).toBe('address_not_allowed');
    });
    expect([asked, lookups]).toEqual([[], ['turns.example', 'turns.example']]);
  });

  it('goes only to those addresses of a name that are allowed', async () => {
    const { safeFetch } = make();
    expect((await safeFetch(at('/', 'both.example'))).status).toBe(200);
    expect(await codeOf(safeFetch(at('/', 'inside.example')))).toBe('address_not_allowed');
    expect(await codeOf(safeFetch(at('/', 'nothing.example')))).toBe('address_not_allowed');
    expect(() => safeFetch.check('http://127.0.0.2/')).toThrow('private network');
  });

  it.each(['/to-metadata', '/to-decimal', '/to-inside', '/to-file'])('is not led inside by %s', async (path) => {
    const { safeFetch } = make();
    const asked = await askedDuring(async () => {
      expect(await codeOf(safeFetch(at(path)))).toBe('address_not_allowed');
    });
    expect(asked).toEqual([`GET ${path}`]);
  });

  it('follows so many redirects and no more', async () => {
    const { safeFetch } = make();
    expect((await safeFetch(at('/to-root'))).url).toBe(at('/'));
    const asked = await askedDuring(async () => {
      expect(await codeOf(safeFetch(at('/round'), { redirects: 3 }))).toBe('too_many_redirects');
    });
    expect(asked).toHaveLength(4);
    expect(await codeOf(safeFetch(at('/to-root'), { redirects: 0 }))).toBe('too_many_redirects');
  });

  it('tells its secrets to the origin that they are for alone', async () => {
    const { safeFetch } = make();
    const headers = {
      authorization: 'Bearer x',
      'x-api-key': 'y',
      cookie: 'z',
      accept: 'text/plain',
      host: 'evil.example',
    };
    await safeFetch(at('/to-root'), { headers });
    expect(server.requests.at(-1)?.headers).toMatchObject({ authorization: 'Bearer x', 'x-api-key': 'y', cookie: 'z' });
    await safeFetch(at('/to-b'), { headers });
    const told = server.requests.at(-1)?.headers ?? {};
    expect([told['authorization'], told['x-api-key'], told['cookie'], told.accept]).toEqual([
      undefined,
      undefined,
      undefined,
      'text/plain',
    ]);
    expect(told.host).toBe(`b.example:${server.port}`);
  });

  it('sends a body again only where it was meant to go', async () => {
    const { safeFetch } = make();
    const post = { method: 'POST', body: '{"a":1}', headers: { 'content-type': 'application/json' } };
    expect(await askedDuring(() => safeFetch(at('/see-other'), post))).toEqual(['POST /see-other', 'GET /']);
    expect([server.bodies.at(-1), server.requests.at(-1)?.headers['content-type']]).toEqual(['', undefined]);
    expect(await askedDuring(() => safeFetch(at('/again'), post))).toEqual(['POST /again', 'POST /']);
    expect(server.bodies.at(-1)).toBe('{"a":1}');
    const asked = await askedDuring(async () => {
      expect(await codeOf(safeFetch(at('/again-at-b'), post))).toBe('redirect_refused');
    });
    expect(asked).toEqual(['POST /again-at-b']);
  });

  it.each(['/large', '/endless', '/bomb'])('stops reading %s at the agreed size', async (path) => {
    const { safeFetch } = make();
    expect(await codeOf(safeFetch(at(path), { mostBytes: 100_000 }))).toBe('answer_too_large');
  });

  it('does not wait for ever: for an answer, for the rest of one, or for both together', async () => {
    const hasty = make({ patience: { connect: 1_000, silence: 50 } }).safeFetch;
    expect(await codeOf(hasty(at('/silent'), { method: 'POST' }))).toBe('answer_too_slow');
    expect(await codeOf(hasty(at('/half'), { method: 'POST' }))).toBe('answer_too_slow');
    const { safeFetch } = make();
    const asked = await askedDuring(async () => {
      expect(await codeOf(safeFetch(at('/silent'), { timeout: 50 }))).toBe('answer_too_slow');
    });
    expect(asked).toHaveLength(1);
  });

  it('ends when the caller no longer wants it', async () => {
    const { safeFetch } = make();
    const cancel = new AbortController();
    const sent = safeFetch(at('/silent'), { signal: cancel.signal });
    cancel.abort();
    await expect(sent).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('takes only the kinds of content that were asked for', async () => {
    const { safeFetch } = make();
    expect((await safeFetch(at('/'), { kinds: ['text/*'] })).status).toBe(200);
    expect(await codeOf(safeFetch(at('/'), { kinds: ['application/json', 'text/html'] }))).toBe('answer_unexpected');
  });

  it('is tried again after a passing failure, unless it might do a thing twice or was told when to come back', async () => {
    const { safeFetch } = make();
    expect(await askedDuring(async () => expect((await safeFetch(at('/twice'))).status).toBe(200))).toHaveLength(3);
    expect((await safeFetch(at('/told'))).status).toBe(503);
    const once = await askedDuring(async () => {
      expect((await safeFetch(at('/post-once'), { method: 'POST' })).status).toBe(503);
    });
    expect(once).toHaveLength(1);
    const cut = await askedDuring(async () => {
      const sent = safeFetch(at('/cut'), { method: 'POST', repeatable: true });
      expect(await codeOf(sent)).toBe('address_unreachable');
    });
    expect(cut).toHaveLength(3);
  });

  it('leaves a host alone that keeps failing, for whom it failed, and asks again later', async () => {
    const { safeFetch } = make({ circuit: { retries: 0, failures: 3, rest: 300 } });
    for (const _ of [1, 2, 3]) expect((await safeFetch(at('/broken'), { onBehalfOf: 'ann' })).status).toBe(502);
    const asked = await askedDuring(async () => {
      expect(await codeOf(safeFetch(at('/'), { onBehalfOf: 'ann' }))).toBe('address_resting');
    });
    expect(asked).toEqual([]);
    expect((await safeFetch(at('/'), { onBehalfOf: 'bob' })).status).toBe(200);
    await vi.waitUntil(async () => (await codeOf(safeFetch(at('/'), { onBehalfOf: 'ann' }))) === 'answered', 5_000);
    // A host that answers, if only with a defect of its own, is there.
    for (const _ of [1, 2, 3, 4]) expect((await safeFetch(at('/defect'))).status).toBe(500);
  });

  it('says so when nobody is there', async () => {
    const gone = await startLoopback({});
    await gone.close();
    const { safeFetch } = make();
    await expect(safeFetch(`http://a.example:${gone.port}/`)).rejects.toThrow(
      `a.example:${gone.port} could not be reached.`,
    );
  });
});
