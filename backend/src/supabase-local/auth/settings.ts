// Owns what this auth can do, as clients ask for it.
import type { Env } from '../../env.ts';

type Settings = Pick<Env, 'KITH_CONFIRM_EMAIL' | 'KITH_SIGN_UP' | 'oidcProviders'>;

export const settings = ({ KITH_CONFIRM_EMAIL, KITH_SIGN_UP, oidcProviders }: Settings) => ({
  external: {
    anonymous_users: false,
    email: true,
    phone: false,
    ...Object.fromEntries(oidcProviders.map(({ name }) => [name, true])),
  },
  /** Not of Supabase: what the portal's buttons say. */
  external_labels: Object.fromEntries(oidcProviders.map(({ name, label }) => [name, label])),
  disable_signup: KITH_SIGN_UP !== 'open',
  mailer_autoconfirm: KITH_CONFIRM_EMAIL === 'off',
  phone_autoconfirm: false,
  sms_provider: '',
  saml_enabled: false,
  mfa: { totp: true, phone: false, webauthn: false, recovery_codes: true },
});
