// Owns why Auth said no, as an error with a stable code.
import type { AuthError } from '@supabase/supabase-js';

/** `code` is Auth's own, `unreachable`, or `confirm_mail` when a mail must be answered first. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Auth answers without a status when nobody answered. */
export const refusal = ({ status, code, message }: AuthError) =>
  new SignInError(status === undefined || status === 0 ? 'unreachable' : (code ?? 'failed'), message);
