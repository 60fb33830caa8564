// Owns what is said of a mail's link that gave no session here.
import type { MailLink } from './mail-link.ts';
import type { Notice } from './notice.ts';

const known = new Map<string, Notice['key']>([
  ['otp_expired', 'linkOver'],
  ['flow_state_expired', 'linkOver'],
  ['flow_state_not_found', 'linkOver'],
  ['tokens_in_link', 'linkForeign'],
  ['redirect_not_allowed', 'linkForeign'],
  ['oauth_refused', 'oauthRefused'],
  ['provider_email_needs_verification', 'oauthUnverified'],
  ['bad_oauth_state', 'oauthFailed'],
  ['bad_oauth_callback', 'oauthFailed'],
  ['identity_already_exists', 'waysTaken'],
  ['unexpected_failure', 'oauthFailed'],
]);
/** Only the browser that asked can trade a code, and only that of its newest mail. */
const askedElsewhere = ['pkce_code_verifier_not_found', 'bad_code_verifier'];

/** What a link's code means. */
export const problemOfLink = (code: string): Notice => ({
  key: known.get(code) ?? 'linkFailed',
  values: { code },
  bad: true,
});

/** What is said of a link whose code could not be traded. @param type what the mail was for; empty where nobody knows. */
export function problemOfTrade(code: string, type: string): Notice {
  if (!askedElsewhere.includes(code)) return problemOfLink(code);
  // These two have done what they were for by the click.
  if (type === 'signup') return { key: 'linkConfirmed', values: {}, bad: false };
  if (type === 'email_change') return movedNotice;
  return { key: type === '' ? 'linkElsewhereOrDone' : 'linkElsewhere', values: {}, bad: true };
}

const movedNotice: Notice = { key: 'linkMoved', values: {}, bad: false };

/** What a link says that only informs; undefined for one whose code is to be traded. */
export function noticeOfLink(link: MailLink): Notice | undefined {
  if (link.kind === 'code') return undefined;
  if (link.kind === 'problem') return problemOfLink(link.code);
  return link.kind === 'half' ? { key: 'linkHalf', values: {}, bad: false } : movedNotice;
}
