// Owns what this auth can do, as clients ask for it.
import type { Env } from '../../env.ts';

export const settings = ({ KITH_CONFIRM_EMAIL }: Pick<Env, 'KITH_CONFIRM_EMAIL'>) => ({
  external: { anonymous_users: false, email: true, phone: false },
  disable_signup: false,
  mailer_autoconfirm: KITH_CONFIRM_EMAIL === 'off',
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
  mfa: { totp: true, phone: false, webauthn: false, recovery_codes: true },
});

/** Calls of supabase-js that this install does not answer yet, and what each is for. */
export const notYet: Record<string, string> = {
  '/authorize': 'Sign-in through another provider',
  '/callback': 'Sign-in through another provider',
  '/user/identities/*': 'Linked identities',
  '/sso': 'Single sign-on',
};
