import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKithClient, KithError, type TokenWanted, unwrap } from './index.ts';

const heard: { line: string; headers: IncomingMessage['headers']; body: string }[] = [];
let answer: { status: number; body: string } = { status: 200, body: '{}' };
const server = createServer(async (request, response) => {
  heard.push({ line: `${request.method} ${request.url}`, headers: request.headers, body: await text(request) });
  response.writeHead(answer.status).end(answer.body);
});
const address = () => {
  const at = server.address();
  if (at === null || typeof at === 'string') throw new Error('The server got no port');
  return { apiUrl: `http://localhost:${at.port}/` };
};
const client = () => createKithClient(address());

beforeAll(() => new Promise<void>((resolve) => server.listen(0, 'localhost', resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

test('path, query, headers and body arrive as the document says', async () => {
  answer = { status: 200, body: '{"items":[],"nextCursor":null}' };
  const page = await unwrap(client().GET('/v1/contacts', { params: { query: { search: 'a&b ü', limit: 5 } } }));
  expect(page).toEqual({ items: [], nextCursor: null });
  expect(heard.at(-1)?.line).toBe('GET /v1/contacts?search=a%26b+%C3%BC&limit=5');
  const params = { path: { id: 'a/b' }, header: { 'if-match': '"3"' } };
  await client().PATCH('/v1/contacts/{id}', { params, body: { notes: null } });
  expect(heard.at(-1)).toMatchObject({ line: 'PATCH /v1/contacts/a%2Fb', body: '{"notes":null}' });
  expect(heard.at(-1)?.headers).toMatchObject({ 'if-match': '"3"', 'content-type': 'application/json' });
});

test('an answer without a body is undefined, a problem is an error with its code', async () => {
  answer = { status: 204, body: '' };
  const gone = client().DELETE('/v1/interactions/{id}', { params: { path: { id: 'x' } } });
  expect((await gone).data).toBeUndefined();
  answer = { status: 404, body: '{"code":"not_found","detail":"No such row."}' };
  const missing = unwrap(client().GET('/v1/contacts/{id}', { params: { path: { id: 'x' } } }));
  await expect(missing).rejects.toMatchObject({ name: 'KithError', code: 'not_found', status: 404 });
});

test('something that is not Kith is told apart, whatever its status', async () => {
  for (const status of [200, 502]) {
    answer = { status, body: '<html>Router login</html>' };
    const error = await unwrap(client().GET('/v1/me')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(KithError);
    expect(error).toMatchObject({ code: 'bad_answer' });
  }
});

test('after a 401 the token is asked for once more, by the one that was refused', async () => {
  answer = { status: 401, body: '{"code":"token_expired","detail":"Over."}' };
  const wanted: object[] = [];
  const { apiUrl } = address();
  const getToken = async (options: TokenWanted) => {
    wanted.push(options);
    return options.renew ? 'new' : 'old';
  };
  await createKithClient({ apiUrl, getToken }).GET('/v1/me');
  expect(wanted).toEqual([{ renew: false }, { renew: true, refused: 'old' }]);
  expect(heard.slice(-2).map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
});
