// Owns what the refusals about members and invitations mean for the person in front of the page.
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import type { WordKey } from './problems.ts';
import type { PortalWords } from './words.ts';

const meanings: Record<string, WordKey> = {
  last_owner: 'teamLastOwner',
  forbidden: 'teamForbidden',
  already_invited: 'teamAlreadyInvited',
  already_member: 'teamAlreadyMember',
  mail_not_sent: 'teamMailNotSent',
  too_many_requests: 'teamManyMails',
  version_conflict: 'teamChanged',
  sandbox_follows: 'teamSandbox',
  invalid_input: 'badEmail',
  invitation_unknown: 'invitationUnknown',
  invitation_over: 'invitationUsed',
  email_unconfirmed: 'invitationUnconfirmed',
  unreachable: 'notReached',
};

/** What to say of an error. */
export function memberProblem(error: unknown, t: PortalWords): string {
  const code = codeOf(error);
  return t(meanings[code] ?? 'notDone', { code });
}
