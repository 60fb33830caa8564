// Owns the other providers that people may sign in with, as the install names them.
import type { SupabaseClient } from '@supabase/supabase-js';
import { refusal } from './sign-in-error.ts';

/** `label` is what people call it. */
export interface Provider {
  name: string;
  label: string;
}

/** What the address says when somebody comes back who linked an account. */
export const linkedMark = 'linked';

interface Place {
  supabase: SupabaseClient;
  supabaseUrl: string;
  publishableKey: string;
}

/** Ways in that Auth lists beside providers. */
const own = ['email', 'phone', 'anonymous_users'];

export class Providers {
  /** Empty until `load` is done. */
  list: Provider[] = [];
  /** Whether anybody may make an account; where not, only whoever is invited. */
  openToAll = true;
  #loading: Promise<void> | undefined;
  readonly #place: Place;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Never fails: without an answer, there is only no button. */
  load(): Promise<void> {
    this.#loading ??= this.#ask().catch((error: unknown) => {
      this.#loading = undefined;
      console.info('Kith could not ask for other ways to sign in.', error);
    });
    return this.#loading;
  }

  async #ask() {
    const { supabaseUrl, publishableKey } = this.#place;
    const response = await fetch(`${supabaseUrl}/auth/v1/settings`, { headers: { apikey: publishableKey } });
    const settings: unknown = await response.json();
    if (!response.ok || typeof settings !== 'object' || settings === null) return;
    this.openToAll = Reflect.get(settings, 'disable_signup') !== true;
    const external = Object.entries(Object(Reflect.get(settings, 'external')));
    const labels = Object(Reflect.get(settings, 'external_labels'));
    this.list = external
      .filter(([name, on]) => on === true && !own.includes(name))
      .map(([name]) => ({ name, label: String(Reflect.get(labels, name) ?? name) }));
  }

  /** Leaves the page for the provider's. @throws SignInError */
  async signIn(name: string): Promise<void> {
    const { error } = await this.#place.supabase.auth.signInWithOAuth({
      provider: nameAtAuth(name),
      options: { redirectTo: new URL('/', location.href).href },
    });
    if (error) throw refusal(error);
  }

  /** Leaves the page for the provider's, to link an account there to the one that is signed in. @throws SignInError */
  async link(name: string): Promise<void> {
    const { error } = await this.#place.supabase.auth.linkIdentity({
      provider: nameAtAuth(name),
      options: { redirectTo: new URL(`/?${linkedMark}`, location.href).href },
    });
    if (error) throw refusal(error);
  }
}

const nameAtAuth = (name: string): 'google' | `custom:${string}` => (name === 'google' ? 'google' : `custom:${name}`);
