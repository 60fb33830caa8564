import { expect, test } from 'vitest';
import { originOf, snippetOf } from './snippet.ts';

test.each([
  ['https://intranet.example', 'https://intranet.example'],
  ['https://intranet.example/some/page?x=1', 'https://intranet.example'],
  ['intranet.example', 'https://intranet.example'],
  ['localhost:8788', 'http://localhost:8788'],
  [' HTTP://Intranet.Example:80/ ', 'http://intranet.example'],
  ['', null],
  ['not an address', null],
  ['intranet', null],
])('“%s” means %s', (typed, origin) => {
  expect(originOf(typed)).toBe(origin);
});

test('the snippet names the server and the key', () => {
  const snippet = snippetOf('https://kith.example', { key: 'pk_1', widgets: ['kith-people', 'kith-contact'] });
  expect(snippet).toContain('<script src="https://kith.example/kith.js" data-key="pk_1" async></script>');
  expect(snippet).not.toContain('kith-board');
});

test('the snippet of a key with the board holds the board', () => {
  expect(snippetOf('https://kith.example', { key: 'pk_1', widgets: ['kith-board'] })).toContain('<kith-board>');
});
