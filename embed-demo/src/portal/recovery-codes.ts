// Owns recovery codes as the install keeps them. A hosted Supabase project has none: then nothing is offered.
import type { SupabaseClient } from '@supabase/supabase-js';
import { SignInError } from './sign-in-error.ts';

interface Place {
  supabase: SupabaseClient;
  supabaseUrl: string;
  publishableKey: string;
}

/** Every method throws SignInError with Auth's code. */
export class RecoveryCodes {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  /** How many are left; null where this install has none to offer. */
  async left(): Promise<number | null> {
    try {
      const left = Reflect.get(await this.#ask('GET', ''), 'remaining');
      return typeof left === 'number' ? left : null;
    } catch (error) {
      if (error instanceof SignInError && error.code === 'not_found') return null;
      throw error;
    }
  }

  /** Makes ten new ones; older ones end. Just after a code of the app alone. */
  async make(): Promise<string[]> {
    const codes: unknown = Reflect.get(await this.#ask('POST', ''), 'codes');
    return Array.isArray(codes) ? codes.filter((code) => typeof code === 'string') : [];
  }

  /** Gives one in the place of the second factor. */
  async give(code: string): Promise<void> {
    const session = await this.#ask('POST', '/verify', { code }).catch((error: unknown) => {
      const wrong = error instanceof SignInError && error.code === 'mfa_verification_failed';
      throw wrong ? new SignInError('recovery_code_wrong', error.message) : error;
    });
    const token = (name: string) => String(Reflect.get(session, name));
    const { error } = await this.#place.supabase.auth.setSession({
      access_token: token('access_token'),
      refresh_token: token('refresh_token'),
    });
    if (error) throw new SignInError(error.code ?? 'failed', error.message);
  }

  async #ask(method: 'GET' | 'POST', path: string, body?: object): Promise<object> {
    const { supabase, supabaseUrl, publishableKey } = this.#place;
    const { data } = await supabase.auth.getSession();
    const response = await fetch(`${supabaseUrl}/auth/v1/recovery-codes${path}`, {
      method,
      headers: {
        apikey: publishableKey,
        authorization: `Bearer ${data.session?.access_token ?? publishableKey}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new SignInError('unreachable', String(error));
    });
    const answer: unknown = await response.json().catch(() => null);
    const known = typeof answer === 'object' && answer !== null ? answer : {};
    if (response.ok) return known;
    throw new SignInError(
      response.status === 404 ? 'not_found' : String(Reflect.get(known, 'code')),
      response.statusText,
    );
  }
}
