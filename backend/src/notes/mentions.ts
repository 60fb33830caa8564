// Owns which members a note names.
import { AppError } from '../errors.ts';
import type { WriteCtx } from '../http/context.ts';

const most = 50;

/** Ids in links such as `[@Ann](member:<id>)`, each once. */
export function mentionsIn(body: string): string[] {
  const ids = body.matchAll(/\]\(member:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi);
  return [...new Set([...ids].map(([, id = '']) => id.toLowerCase()))];
}

/** The members that a body names. @throws AppError `invalid_input` when one is not a member, or they are too many. */
export async function requireMentions({ tx, organizationId }: WriteCtx, body: string): Promise<string[]> {
  const ids = mentionsIn(body);
  const refuse = (message: string): never => {
    throw new AppError('invalid_input', 'A mention is not right.', { errors: [{ path: 'body', message }] });
  };
  if (ids.length === 0) return ids;
  if (ids.length > most) refuse(`A note mentions ${most} members at most.`);
  const rows = await tx<{ id: string }[]>`
    select user_id as id from app.memberships where organization_id = ${organizationId} and user_id = any(${ids}::uuid[])`;
  if (rows.length < ids.length) refuse('It mentions somebody who is not a member of this organization.');
  return ids;
}
