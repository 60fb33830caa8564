import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { AuthError } from './errors.ts';
import { hashPassword } from './passwords.ts';

const reasonsOf = (password: string) =>
  hashPassword(password).then(
    () => [],
    (error: unknown) => (error instanceof AuthError ? [error.status, error.code, error.extra] : error),
  );
const refused = (reason: string) => [422, 'weak_password', { weak_password: { reasons: [reason] } }];

it.each([
  'password1',
  'Iloveyou',
  'QWERTYUIOP',
  'trustno1',
  '1q2w3e4r5t',
  'Dragon2026!',
  'monkey 12345',
  'aaaaaaaaaaaa',
  'ｐａｓｓｗｏｒｄ１',
])('%s is known to everybody', async (password) => {
  expect(await reasonsOf(password)).toEqual(refused('pwned'));
});

it.each(['', 'short', '1234567', '😀😀😀'])('“%s” is too short', async (password) => {
  expect(await reasonsOf(password)).toEqual(refused('length'));
});

it.each(['correct horse', 'a sentence of my own', randomUUID(), 'Девять слов'])('%s is taken', async (password) => {
  expect(await reasonsOf(password)).toEqual([]);
});
