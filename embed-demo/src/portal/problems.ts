// Owns what each of Auth's codes means for the person in front of the page.
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import type { PortalWords } from './words.ts';

export type WordKey = Parameters<PortalWords>[0];

/** What went wrong, ready to be put into words. */
export interface Problem {
  key: WordKey;
  code: string;
}

const meanings: Record<string, WordKey> = {
  invalid_credentials: 'wrongPassword',
  user_already_exists: 'emailTaken',
  signup_disabled: 'byInvitation',
  email_exists: 'emailBelongs',
  weak_password: 'weakPassword',
  password_known: 'knownPassword',
  same_password: 'samePassword',
  email_address_invalid: 'badEmail',
  validation_failed: 'badEmail',
  confirm_mail: 'confirmMail',
  email_not_confirmed: 'confirmMail',
  over_request_rate_limit: 'tooMany',
  over_email_send_rate_limit: 'tooManyMails',
  otp_expired: 'wrongCode',
  reauthentication_not_valid: 'wrongCode',
  mfa_verification_failed: 'wrongFactorCode',
  mfa_challenge_expired: 'wrongFactorCode',
  pairing_not_offered: 'pairNone',
  second_factor_needed: 'factorFirst',
  recovery_code_wrong: 'wrongRecoveryCode',
  recovery_not_offered: 'recoveryNotOffered',
  own_factor_needed: 'ownFactorNeeded',
  insufficient_aal: 'factorFirst',
  single_identity_not_deletable: 'waysLast',
  identity_already_exists: 'waysTaken',
  manual_linking_disabled: 'waysOff',
  session_not_found: 'sessionOver',
  no_authorization: 'sessionOver',
  unreachable: 'notReached',
};

export function problemOf(error: unknown): Problem {
  const code = codeOf(error);
  return { key: meanings[code] ?? 'notDone', code };
}
