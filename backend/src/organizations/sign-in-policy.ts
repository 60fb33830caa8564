// Owns what an organization asks of people who sign in.
import type { z } from 'zod';
import type { Reading, WriteCtx } from '../http/context.ts';
import type { SignInPolicy } from './schema.ts';

type Policy = z.infer<typeof SignInPolicy>;

export async function getSignInPolicy({ tx }: Reading): Promise<Policy> {
  const [policy] = await tx<Policy[]>`
    select mfa_required as "mfaRequired" from app.organizations where id = app.acting_organization()`;
  if (!policy) throw new Error('The organization was not read');
  return policy;
}

/** Asks a second factor of everybody, or no longer. The log keeps who did. @throws KT006 `own_factor_needed`. */
export async function setSignInPolicy({ tx, organizationId }: WriteCtx, policy: Policy): Promise<Policy> {
  await tx`select app.require_mfa(${organizationId}, ${policy.mfaRequired})`;
  return policy;
}
