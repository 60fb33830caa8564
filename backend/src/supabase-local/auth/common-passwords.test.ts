import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { readEnv } from '../../env.ts';
import { AuthError } from './errors.ts';
import { hashPassword } from './passwords.ts';

const reasonsOf = (password: string, settings = {}) =>
  hashPassword(readEnv(settings), password).then(
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

it('An install may ask for more, for less, and leave guessable passwords to its people', async () => {
  expect(await reasonsOf('correct horse', { KITH_PASSWORD_LENGTH: '14' })).toEqual(refused('length'));
  const lenient = { KITH_PASSWORD_LENGTH: '6', KITH_COMMON_PASSWORDS: 'allow' };
  expect(await reasonsOf('monkey', lenient)).toEqual([]);
  expect(await reasonsOf('monke', lenient)).toEqual(refused('length'));
});
