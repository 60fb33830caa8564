// Owns the ways in that Supabase knows and this install does not offer: each is refused as a project refuses it that has it
// switched off, so that clients tell their people the truth.
import { z } from 'zod';
import { AuthError, invalid } from './errors.ts';

const phoneWords = {
  signup: 'Phone signups are disabled',
  otp: 'Unsupported phone provider',
  other: 'Phone logins are disabled',
};

/** Refuses a phone number. Nobody has one here, so no lookup could tell anything. */
export const phonesDisabled = (where: keyof typeof phoneWords) =>
  new AuthError(400, 'phone_provider_disabled', phoneWords[where]);

/** @throws AuthError 400 `validation_failed` for what is no phone number. */
export function checkPhone(phone: string): void {
  if (!/^\+?[1-9]\d{1,14}$/.test(phone.replaceAll(' ', ''))) {
    throw invalid('Invalid phone number format (E.164 required)');
  }
}

/** Issuers of the providers that clients know by name. */
const issuers: Record<string, string> = {
  apple: 'https://appleid.apple.com',
  azure: 'https://login.microsoftonline.com/common/v2.0',
  facebook: 'https://www.facebook.com',
  google: 'https://accounts.google.com',
  kakao: 'https://kauth.kakao.com',
};
export const IdTokenBody = z.looseObject({ provider: z.string().max(100).optional() });

/** Signing in with a provider's ID token: providers are asked by redirect only, where the nonce is ours. */
export function idTokensDisabled({ provider = '' }: z.infer<typeof IdTokenBody>): AuthError {
  const issuer = issuers[provider];
  if (issuer) return new AuthError(400, 'provider_disabled', `Provider (issuer "${issuer}") is not enabled`);
  return invalid(`Custom OIDC provider "${provider}" not allowed`);
}

export const web3Disabled = () => new AuthError(422, 'web3_provider_disabled', 'Web3 provider is disabled');
export const samlDisabled = () => new AuthError(404, 'saml_provider_disabled', 'SAML 2.0 is disabled');
export const linkingDisabled = () => new AuthError(404, 'manual_linking_disabled', 'Manual linking is disabled');
