// Owns the invitation that somebody came for: kept in this browser until it is answered, for signing up leads through a mail.
import type { InvitationPreview } from '@kith/sdk';
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import type { Notice } from './notice.ts';
import { isInvitation, type Route } from './route.ts';
import { forgetInvitation, keepInvitation, keptInvitation } from './settings.ts';

/** What the pages before the door say of an invitation. */
export interface Invited {
  notice: Notice;
  /** The invited address; empty when the link does not work. */
  email: string;
}

/** Keeps the token that an address names. @returns whether it names one. */
export function noteInvitation(route: Route): boolean {
  const named = isInvitation(route);
  if (named) keepInvitation(route.id);
  return named;
}

/** Asks what the kept invitation is about; undefined when there is none, or it cannot be asked now. */
export async function readKept(apiUrl: string): Promise<Invited | undefined> {
  const token = keptInvitation();
  if (token === null) return undefined;
  try {
    const { readInvitation } = await import('./invitation.ts');
    return tellOf(await readInvitation(apiUrl, token));
  } catch (error) {
    if (codeOf(error) !== 'invitation_unknown') return undefined;
    forgetInvitation();
    return { notice: { key: 'invitationUnknown', values: {}, bad: true }, email: '' };
  }
}

function tellOf({ organization, invitedBy, email, state }: InvitationPreview): Invited {
  if (state !== 'open') {
    forgetInvitation();
    return { notice: { key: 'invitationUsed', values: {}, bad: true }, email };
  }
  const values = { organization, email, name: invitedBy ?? '' };
  return { notice: { key: invitedBy === null ? 'invitedBySomebody' : 'invitedBy', values, bad: false }, email };
}
