// Owns what is said of a mail's link that gave no session.
import type { MailLink } from './mail-link.ts';
import type { Notice } from './notice.ts';

const known = new Map<string, Notice['key']>([
  ['otp_expired', 'linkOver'],
  ['flow_state_expired', 'linkOver'],
  ['oauth_refused', 'oauthRefused'],
  ['provider_email_needs_verification', 'oauthUnverified'],
  ['bad_oauth_state', 'oauthFailed'],
  ['bad_oauth_callback', 'oauthFailed'],
  ['identity_already_exists', 'waysTaken'],
  ['unexpected_failure', 'oauthFailed'],
]);

/** What a link's code means. */
export const problemOfLink = (code: string): Notice => ({
  key: known.get(code) ?? 'linkFailed',
  values: { code },
  bad: true,
});

/** What a link says that only informs; undefined for one that gave a session. */
export function noticeOfLink(link: MailLink): Notice | undefined {
  if (link.kind === 'session') return undefined;
  return link.kind === 'half' ? { key: 'linkHalf', values: {}, bad: false } : problemOfLink(link.code);
}
