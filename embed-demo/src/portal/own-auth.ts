// Owns calls of the install's own Auth that supabase-js does not know. A hosted Supabase project answers them with 404.
import type { SupabaseClient } from '@supabase/supabase-js';
import { SignInError } from './sign-in-error.ts';

interface Place {
  supabase: SupabaseClient;
  supabaseUrl: string;
  publishableKey: string;
}

export class OwnAuth {
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  /**
   * Asks in the name of whoever is signed in.
   * @param path under `/auth/v1/`. @throws SignInError with Auth's code; `not_found` where it is not served.
   */
  async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<object> {
    const { supabase, supabaseUrl, publishableKey } = this.#place;
    const { data } = await supabase.auth.getSession();
    const response = await fetch(`${supabaseUrl}/auth/v1/${path}`, {
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
