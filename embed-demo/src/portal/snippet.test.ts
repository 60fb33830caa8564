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
  expect(snippetOf('https://kith.example', 'pk_1')).toContain(
    '<script src="https://kith.example/kith.js" data-key="pk_1" async></script>',
  );
});
