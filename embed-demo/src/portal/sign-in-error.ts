// Owns why Auth said no, as an error with a stable code.
import type { AuthError } from '@supabase/supabase-js';

/** `code` is Auth's own, `unreachable`, `password_known` for one that attackers try first, or `confirm_mail` when a mail must be answered first. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Auth answers without a status when nobody answered, and says of a weak password why it is. */
export function refusal(error: AuthError): SignInError {
  const { status, code, message } = error;
  if (status === undefined || status === 0) return new SignInError('unreachable', message);
  const reasons: unknown = Reflect.get(error, 'reasons');
  const known = Array.isArray(reasons) && reasons.includes('pwned');
  return new SignInError(known ? 'password_known' : (code ?? 'failed'), message);
}
