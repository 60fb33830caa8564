// Owns recovery codes as Auth keeps them, here or on a Supabase project. Where Auth has none to offer, nothing is shown.
import type { AuthError, SupabaseClient } from '@supabase/supabase-js';
import { refusal, SignInError } from './sign-in-error.ts';

/** Every method throws SignInError with Auth's code. */
export class RecoveryCodes {
  readonly #supabase: SupabaseClient;

  constructor(supabase: SupabaseClient) {
    this.#supabase = supabase;
  }

  get #codes() {
    return this.#supabase.auth.mfa.recoveryCodes;
  }

  /** How many are left; null where Auth has none to offer. */
  async left(): Promise<number | null> {
    const { data, error } = await this.#codes.getStatus();
    if (!error) return data.remaining;
    if (error.code === 'mfa_factor_not_found') return 0;
    if (isNotOffered(error)) return null;
    throw refusal(error);
  }

  /**
   * Makes ten new ones; older ones end. Just after a code of the app alone.
   * @throws SignInError `recovery_not_offered` where Auth has none.
   */
  async make(): Promise<string[]> {
    const first = await this.#codes.generate();
    const { data, error } = first.error?.code === 'mfa_verified_factor_exists' ? await this.#codes.regenerate() : first;
    if (!error) return data.codes.map(readable);
    throw isNotOffered(error) ? new SignInError('recovery_not_offered', error.message) : refusal(error);
  }

  /** Gives one in the place of the second factor. */
  async give(code: string): Promise<void> {
    const { error } = await this.#codes.verify({ code });
    if (!error) return;
    const wrong = ['mfa_verification_failed', 'validation_failed'].includes(error.code ?? '');
    throw wrong ? new SignInError('recovery_code_wrong', error.message) : refusal(error);
  }
}

/** Older projects know no such path, others have it switched off. */
const isNotOffered = ({ status, code = '' }: AuthError): boolean =>
  (status === 404 && code !== 'mfa_factor_not_found') || status === 405 || code.endsWith('_not_enabled');

/** In fours, as people copy them; dashes do not matter when a code is given. */
const readable = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code;
