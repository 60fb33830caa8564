import { expect, it } from 'vitest';
import type { Claims } from './claims.ts';
import { createVerifiedTokens } from './verified-tokens.ts';

const start = Date.parse('2026-11-21T12:00:00Z');
const claimsUntil = (seconds: number): Claims => ({
  iss: 'https://kith.example/auth/v1',
  sub: '0198f0f0-0000-7000-8000-000000000001',
  aud: 'authenticated',
  role: 'authenticated',
  iat: start / 1000,
  exp: start / 1000 + seconds,
});

function atTheStart() {
  const clock = { at: start };
  return { clock, verified: createVerifiedTokens(() => new Date(clock.at)) };
}

it('remembers a good token, and none that it never saw', () => {
  const { verified } = atTheStart();
  verified.remember('good', claimsUntil(3600));
  expect(verified.recall('good')).toEqual(claimsUntil(3600));
  expect(verified.recall('goo')).toBeUndefined();
});

it('forgets a token in the moment in which it expires', () => {
  const { clock, verified } = atTheStart();
  verified.remember('short', claimsUntil(10));
  clock.at = start + 9_999;
  expect(verified.recall('short')).toBeDefined();
  clock.at = start + 10_000;
  expect(verified.recall('short')).toBeUndefined();
});

it('has a long-lived token checked again after a minute, because its key may have been withdrawn', () => {
  const { clock, verified } = atTheStart();
  verified.remember('long', claimsUntil(3600));
  clock.at = start + 60_000;
  expect(verified.recall('long')).toBeUndefined();
});

it('keeps a bounded number: the oldest goes first', () => {
  const { verified } = atTheStart();
  for (let number = 0; number <= 5_000; number += 1) verified.remember(`token ${number}`, claimsUntil(3600));
  expect(verified.recall('token 0')).toBeUndefined();
  expect(verified.recall('token 1')).toBeDefined();
  expect(verified.recall('token 5000')).toBeDefined();
});
