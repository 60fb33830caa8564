import { expect, test } from 'vitest';
import { frameSnippetOf, originOf, snippetOf } from './snippet.ts';

test.each([
  ['https://intranet.example', 'https://intranet.example'],
  ['https://intranet.example/some/page?x=1', 'https://intranet.example'],
  ['intranet.example', 'https://intranet.example'],
  ['localhost:8788', 'http://localhost:8788'],
  [' HTTP://Intranet.Example:80/ ', 'http://intranet.example'],
  ['https://*.acme.example/', 'https://*.acme.example'],
  ['*.acme.example', 'https://*.acme.example'],
  ['https://*.example', null],
  ['', null],
  ['not an address', null],
  ['intranet', null],
])('“%s” means %s', (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});

test('the snippet names the server and the key', () => {
  const snippet = snippetOf('https://kith.example', {
    key: 'pk_1',
    widgets: ['kith-people', 'kith-contact'],
    identified: false,
  });
  expect(snippet).toContain('<script src="https://kith.example/kith.js" data-key="pk_1" async></script>');
  expect(snippet).not.toContain('kith-board');
});

test('the snippet of a key with the board holds the board', () => {
  expect(snippetOf('https://kith.example', { key: 'pk_1', widgets: ['kith-board'], identified: false })).toContain(
    '<kith-board>',
  );
});

test('each widget has what it needs to show something, in both snippets', () => {
  const key = { key: 'pk_1', widgets: ['kith-deals', 'kith-contact'], identified: false };
  expect(snippetOf('https://kith.example', key)).toContain(
    '<kith-contact email="…"></kith-contact>\n<kith-deals record="contact:…"></kith-deals>',
  );
  expect(frameSnippetOf('https://kith.example', key, 'en').split('\n')).toEqual([
    '<iframe src="https://kith.example/embed/contact?key=pk_1&amp;email=…" title="A person" width="100%" height="480" loading="lazy"></iframe>',
    '<iframe src="https://kith.example/embed/deals?key=pk_1&amp;record=contact:…" title="Deals of a record" width="100%" height="480" loading="lazy"></iframe>',
  ]);
});

test('the frame of a key that asks who looks has a place for the answer, which no server is sent', () => {
  expect(frameSnippetOf('https://kith.example', { key: 'pk_1', widgets: [], identified: true }, 'ru')).toContain(
    '/embed/people?key=pk_1#identity=…" title="Список людей"',
  );
});

test('the snippet of a key that asks who looks has a place for the answer', () => {
  const snippet = snippetOf('https://kith.example', { key: 'pk_1', widgets: [], identified: true });
  expect(snippet).toContain('data-key="pk_1" data-identity="…" async');
});
