// Owns passwords: which are too weak, hashing by Argon2id, and a check that takes as long for a user who is not there.
import { hash, verify } from '@node-rs/argon2';
import type { Env } from '../../env.ts';
import { isCommonPassword } from './common-passwords.ts';
import { AuthError, invalid } from './errors.ts';

/** OWASP's first choice for Argon2id, which is the library's default algorithm: 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const longest = 1000;
/** What the install asks of a new password. */
type Policy = Pick<Env, 'KITH_PASSWORD_LENGTH' | 'KITH_COMMON_PASSWORDS'>;
const hashOfNobody = hash('the password of a user who is not there', cost);

/** Hashes a new password. @throws AuthError 422 `weak_password` with reasons. */
export async function hashPassword(policy: Policy, password: string): Promise<string> {
  if (password.length > longest) throw invalid(`The password is longer than ${longest} characters.`);
  const reasons = await weaknesses(policy, password);
  if (reasons.length > 0) {
    throw new AuthError(422, 'weak_password', explain(policy, reasons), { weak_password: { reasons } });
  }
  return hash(password, cost);
}

/** Compares a password with a stored hash; null stands for a user or a password that does not exist. */
export async function checkPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await verify(stored ?? (await hashOfNobody), password.slice(0, longest + 1));
  return matches && stored !== null;
}

async function weaknesses(policy: Policy, password: string): Promise<('length' | 'pwned')[]> {
  if ([...password].length < policy.KITH_PASSWORD_LENGTH) return ['length'];
  if (policy.KITH_COMMON_PASSWORDS === 'allow') return [];
  return (await isCommonPassword(password)) ? ['pwned'] : [];
}

const explain = ({ KITH_PASSWORD_LENGTH: shortest }: Policy, reasons: string[]) =>
  reasons.includes('length')
    ? `Password should be at least ${shortest} characters.`
    : 'Password is known to be weak and easy to guess, please choose a different one.';
