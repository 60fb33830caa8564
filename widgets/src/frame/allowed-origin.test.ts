import { expect, test } from 'vitest';
import { isAllowed, originOf } from './allowed-origin.ts';

const allowed = ['https://intranet.example', 'https://*.acme.example', 'http://localhost:8080'];

test.each([
  ['https://intranet.example', true],
  ['https://a.acme.example', true],
  ['https://a.b.acme.example', true],
  ['http://localhost:8080', true],
  ['http://intranet.example', false],
  ['https://intranet.example.evil.example', false],
  ['https://acme.example', false],
  ['https://.acme.example', false],
  ['https://evilacme.example', false],
  ['http://a.acme.example', false],
  ['https://a.acme.example:8443', false],
  ['null', false],
  ['', false],
])('%s: %s', (origin, expected) => {
  expect(isAllowed(origin, allowed)).toBe(expected);
});

test('an address has an origin, or none', () => {
  expect([originOf('https://a.example/b?c'), originOf('')]).toEqual(['https://a.example', undefined]);
});
