// Owns sending mails about signing in: what kind goes with which link, and that no answer waits for the mail server.
import { authMail } from '../../mail/auth-mail.ts';
import type { AuthMailKind } from '../../mail/auth-words.ts';
import type { AuthContext } from './context.ts';
import type { Secrets } from './one-time-tokens.ts';
import { redirectTarget } from './redirects.ts';
import type { UserRow } from './users.ts';

/** How `/verify` names what a link is for. */
export type LinkType = 'signup' | 'invite' | 'magiclink' | 'recovery' | 'email_change';

export interface Letter {
  kind: AuthMailKind;
  user: UserRow;
  to: string;
  secrets?: Secrets;
  /** Where the link leads in the end, not checked yet. */
  redirectTo?: string | undefined;
}

const linkTypes: Partial<Record<AuthMailKind, LinkType>> = {
  signup: 'signup',
  invite: 'invite',
  magiclink: 'magiclink',
  recovery: 'recovery',
  email_change_current: 'email_change',
  email_change_new: 'email_change',
};

/** The address in a mail that signs its reader in. */
export function linkOf(ctx: AuthContext, type: LinkType, token: string, redirectTo: string | undefined): string {
  const query = new URLSearchParams({ token, type, redirect_to: redirectTarget(ctx, redirectTo) });
  // A query may hold both as they are, and people can then read where the link leads.
  const readable = String(query).replaceAll('%3A', ':').replaceAll('%2F', '/');
  return `${ctx.deps.supabaseUrl}/auth/v1/verify?${readable}`;
}

/** Hands a mail over. @throws MailError. */
export async function sendLetter(ctx: AuthContext, { kind, user, to, secrets, redirectTo }: Letter): Promise<void> {
  const type = linkTypes[kind];
  const link = type && secrets ? linkOf(ctx, type, secrets.token, redirectTo) : redirectTarget(ctx, undefined);
  const locale = user.raw_user_meta_data['locale'];
  const more = {
    ...(secrets && { code: secrets.code }),
    ...(user.email_change && { newEmail: user.email_change, oldEmail: user.email ?? '' }),
  };
  await ctx.deps.mailer.send(authMail({ kind, to, locale, site: ctx.deps.apiUrl, link, ...more }));
}

/** Hands a mail over after the answer has left. */
export function sendLater(ctx: AuthContext, letter: Letter): void {
  ctx.later(`the mail ${letter.kind}`, () => sendLetter(ctx, letter));
}
