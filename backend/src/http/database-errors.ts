// Owns what a failure of the database means to the caller.
import postgres from 'postgres';
import { AppError, type ErrorCode } from '../errors.ts';
import { neverLogged } from '../never-log/never-logged.ts';

const bySqlState: Record<string, [ErrorCode, string]> = {
  KT001: ['organization_required', 'You belong to no organization yet.'],
  KT002: ['embed_key_unknown', 'This embed key was revoked. Ask whoever runs the CRM for a new one.'],
  KT004: ['api_key_unknown', 'This API key was revoked, or its time is over. Make a new one in the portal.'],
  KT005: [
    'mfa_required',
    'This organization asks for a second factor. Set one up in the portal under “Sign-in and security”, or sign in with it.',
  ],
  KT006: [
    'own_factor_needed',
    'Set up your own second factor first, and sign in with it: else you would shut yourself out.',
  ],
  KT007: ['unauthenticated', 'You were signed out here. Sign in again.'],
  KT008: ['second_factor_needed', 'Sign in with your second factor first.'],
  KT031: ['version_conflict', 'One of the two was deleted or merged meanwhile. Read them again.'],
  KT003: ['stage_gone', 'This stage was taken away meanwhile. Choose another one.'],
  KT010: ['invalid_input', 'There is no such field. Look at the fields that there are.'],
  KT011: [
    'invalid_input',
    'This value or comparison does not suit the field. Amounts need their currency: 100000 EUR.',
  ],
  KT020: ['contact_erased', 'This person was erased and cannot be brought back.'],
  KT060: [
    'view_in_use',
    'An embed key shows this view. Revoke the key, or give its page another one, before you take the view away.',
  ],
  KT070: ['last_owner', 'An organization keeps at least one owner. Make somebody else an owner first.'],
  KT071: ['sandbox_follows', 'Members and roles of a sandbox follow its organization. Change them there.'],
  KT072: ['invitation_unknown', 'This invitation was revoked, or a newer mail took its place.'],
  KT073: ['invitation_for_other', 'This invitation is for another address. Sign in with the address that was invited.'],
  KT074: ['email_unconfirmed', 'Confirm your address first: sign in by a link or code from a mail, then accept.'],
  KT075: ['invitation_over', 'This invitation was used, or its time is over. Ask for a new one.'],
  '57014': ['too_slow', 'This took too long and was stopped. Nothing was changed; ask for less at a time.'],
  '42501': ['forbidden', 'You may not do this in this organization.'],
  '23503': ['not_found', 'Something that this refers to is not there any more.'],
  '23514': ['invalid_input', 'A value is not allowed here.'],
  '54000': ['invalid_input', 'A value is too long.'],
};

const byConstraint: Record<string, [ErrorCode, string]> = {
  contact_points_organization_id_kind_normalized_key: [
    'point_taken',
    'Another contact has this contact point: since a moment, or one that you do not see.',
  ],
  tasks_keep_in_touch: ['keep_in_touch_open', 'There is an open task to keep in touch with this contact already.'],
  roles_name: ['role_name_taken', 'Another role has this name.'],
  company_domains_pkey: ['domain_taken', 'Another company has this domain.'],
};

/** Class 22: a value that Postgres cannot hold, such as the year 0. */
const dataException = /^22/;
/** Classes 08, 53 and 57P: the database cannot be reached or is going down. */
const unreachable = /^(08|53|57P)/;
const connectionFailure = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|ENOTFOUND|EPIPE|ETIMEDOUT)/;

/** Returns the AppError that a database error amounts to, or null when it is a defect of ours. */
export function databaseProblem(error: unknown): AppError | null {
  if (error instanceof postgres.PostgresError && error.code === 'KT051') return reportsCycle(error);
  if (error instanceof postgres.PostgresError && error.code === 'KT080') return neverLogged(listIn(error.detail));
  const known = lookUp(error);
  return known ? new AppError(known[0], known[1], { cause: error }) : null;
}

/** The database names the chain in its words, and whom it holds in its detail. */
const reportsCycle = (error: postgres.PostgresError) =>
  new AppError('relation_cycle', `${error.message}.`, { contactIds: (error.detail ?? '').split(','), cause: error });

/** The trigger names the list in its detail. */
const listIn = (detail: string | undefined) => (detail === 'never_log' ? detail : 'protected_recipients');

function lookUp(error: unknown): [ErrorCode, string] | null {
  const unavailable: [ErrorCode, string] = ['unavailable', 'The database does not answer. Try again in a moment.'];
  if (error instanceof postgres.PostgresError) {
    if (unreachable.test(error.code)) return unavailable;
    if (dataException.test(error.code)) return ['invalid_input', 'A value cannot be stored.'];
    return byConstraint[error.constraint_name ?? ''] ?? bySqlState[error.code] ?? null;
  }
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' && connectionFailure.test(code) ? unavailable : null;
}
