import { expect, test } from 'vitest';
import { readMailLink } from './mail-link.ts';

const read = (rest: string) => readMailLink(new URL(`https://kith.example/${rest}`));

test('a plain address and a view of the portal hold nothing of a mail', () => {
  for (const rest of ['', '#/people/1', '?from=news#/embed']) expect(read(rest)).toBeUndefined();
});

test('a code comes with what the mail was for', () => {
  expect(read('?code=a-b_c&type=recovery')).toEqual({ kind: 'code', code: 'a-b_c', type: 'recovery' });
  expect(read('?code=ab#/people')).toEqual({ kind: 'code', code: 'ab', type: '' });
  expect(read('?code=a%20b')).toMatchObject({ code: '' });
});

test('tokens are never taken, whatever they come with', () => {
  const refused = { kind: 'problem', code: 'tokens_in_link' };
  expect(read('#access_token=a&refresh_token=b&type=recovery')).toEqual(refused);
  expect(read('?linked#access_token=a&refresh_token=b')).toEqual(refused);
  expect(read('?code=c#access_token=a&refresh_token=b')).toEqual(refused);
});

test('the code of somebody who linked an account elsewhere is told apart', () => {
  expect(read('?linked=&code=a')).toEqual({ kind: 'code', code: 'a', type: 'linked' });
  expect(read('?linked#error=access_denied&error_code=identity_already_exists')).toMatchObject({ kind: 'problem' });
  expect(read('?linked')).toBeUndefined();
});

test('a refusal is found in the fragment and in the query', () => {
  const problem = { kind: 'problem', code: 'otp_expired' };
  expect(read('#error=access_denied&error_code=otp_expired')).toEqual(problem);
  expect(read('?error=access_denied&error_code=otp_expired')).toEqual(problem);
  expect(read('?error=server_error')).toEqual({ kind: 'problem', code: 'server_error' });
});

test('text that somebody wrote into the address is never taken', () => {
  expect(read('?error_code=Call+this+number')).toEqual({ kind: 'problem', code: 'failed' });
});

test('the first of two confirmations is told apart', () => {
  expect(read('?message=Accepted#message=Accepted')).toEqual({ kind: 'half' });
});

test('a change of address that both agreed to is told apart from one that waits', () => {
  expect(read('?message=Confirmed&type=email_change')).toEqual({ kind: 'moved' });
});
