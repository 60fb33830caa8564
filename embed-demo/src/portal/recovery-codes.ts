// Owns recovery codes as the install keeps them. A hosted Supabase project has none: then nothing is offered.
import type { SupabaseClient } from '@supabase/supabase-js';
import type { OwnAuth } from './own-auth.ts';
import { SignInError } from './sign-in-error.ts';

/** Every method throws SignInError with Auth's code. */
export class RecoveryCodes {
  readonly #auth: OwnAuth;
  readonly #supabase: SupabaseClient;

  constructor(auth: OwnAuth, supabase: SupabaseClient) {
    this.#auth = auth;
    this.#supabase = supabase;
  }

  /** How many are left; null where this install has none to offer. */
  async left(): Promise<number | null> {
    try {
      const left = Reflect.get(await this.#auth.ask('GET', 'recovery-codes'), 'remaining');
      return typeof left === 'number' ? left : null;
    } catch (error) {
      if (error instanceof SignInError && error.code === 'not_found') return null;
      throw error;
    }
  }

  /** Makes ten new ones; older ones end. Just after a code of the app alone. */
  async make(): Promise<string[]> {
    const codes: unknown = Reflect.get(await this.#auth.ask('POST', 'recovery-codes'), 'codes');
    return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [];
  }

  /** Gives one in the place of the second factor. */
  async give(code: string): Promise<void> {
    const session = await this.#auth.ask('POST', 'recovery-codes/verify', { code }).catch((error: unknown) => {
      const wrong = error instanceof SignInError && error.code === 'mfa_verification_failed';
      throw wrong ? new SignInError('recovery_code_wrong', error.message) : error;
    });
    const token = (name: string) => String(Reflect.get(session, name));
    const { error } = await this.#supabase.auth.setSession({
      access_token: token('access_token'),
      refresh_token: token('refresh_token'),
    });
    if (error) throw new SignInError(error.code ?? 'failed', error.message);
  }
}
