// Owns the other providers that people may sign in with, as the install names them.
import type { SupabaseClient } from '@supabase/supabase-js';
import { type ReturnTo, returnAddress } from './return-address.ts';
import { refusal } from './sign-in-error.ts';

/** `label` is what people call it. */
export interface Provider {
  name: string;
  label: string;
}

/** What the address says when somebody comes back who linked an account. */
export const linkedMark = 'linked';

interface Place extends ReturnTo {
  supabase: SupabaseClient;
  supabaseUrl: string;
  publishableKey: string;
}

/** Ways in that Auth lists beside providers. */
const own = ['email', 'phone', 'anonymous_users'];
/** Providers that a Supabase project may have switched on, with their own names. An install's own names and labels are its operator's. */
const ofProjects = {
  apple: 'Apple',
  azure: 'Microsoft',
  bitbucket: 'Bitbucket',
  discord: 'Discord',
  facebook: 'Facebook',
  figma: 'Figma',
  github: 'GitHub',
  gitlab: 'GitLab',
  google: 'Google',
  kakao: 'Kakao',
  keycloak: 'Keycloak',
  linkedin_oidc: 'LinkedIn',
  notion: 'Notion',
  slack_oidc: 'Slack',
  spotify: 'Spotify',
  twitch: 'Twitch',
  twitter: 'Twitter',
  workos: 'WorkOS',
  zoom: 'Zoom',
} as const;
type OfProjects = keyof typeof ofProjects;
const isOfProjects = (name: string): name is OfProjects => Object.hasOwn(ofProjects, name);

export class Providers {
  /** Empty until `load` is done. */
  list: Provider[] = [];
  /** Whether anybody may make an account; where not, only whoever is invited. */
  openToAll = true;
  /** A Supabase project knows its providers by names of its own, an install by those that its operator gave. */
  #ofProject = false;
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
    const labels: unknown = Reflect.get(settings, 'external_labels');
    this.#ofProject = typeof labels !== 'object' || labels === null;
    const known = Object(this.#ofProject ? ofProjects : labels);
    this.list = external
      .filter(([name, on]) => on === true && !own.includes(name) && (!this.#ofProject || isOfProjects(name)))
      .map(([name]) => ({ name, label: String(Reflect.get(known, name) ?? name) }));
  }

  /** Leaves the page for the provider's. @throws SignInError */
  async signIn(name: string): Promise<void> {
    const { error } = await this.#place.supabase.auth.signInWithOAuth({
      provider: this.#nameAtAuth(name),
      options: { redirectTo: returnAddress(this.#place, location.href) },
    });
    if (error) throw refusal(error);
  }

  /** Leaves the page for the provider's, to link an account there to the one that is signed in. @throws SignInError */
  async link(name: string): Promise<void> {
    const { error } = await this.#place.supabase.auth.linkIdentity({
      provider: this.#nameAtAuth(name),
      options: { redirectTo: returnAddress(this.#place, location.href, `/?${linkedMark}`) },
    });
    if (error) throw refusal(error);
  }

  #nameAtAuth(name: string): OfProjects | `custom:${string}` {
    if (name === 'google' || (this.#ofProject && isOfProjects(name))) return name;
    return `custom:${name}`;
  }
}
