// Owns who is signed in: supabase-js for the password and the refresh, and the session that the widgets get.
import { createKithClient, discoverInstall, type Install, KithError, type Me, unwrap } from '@kith/sdk';
import type { KithSession } from '@kith/widgets/kit/session.ts';
import { type AuthError, createClient, type SupabaseClient } from '@supabase/supabase-js';

export interface SignedIn {
  email: string;
  organization: { id: string; name: string };
  permissions: readonly string[];
  session: KithSession;
}

/** A sign-in that did not succeed. `code` is Auth's own, `unreachable`, or `confirm_mail` when a mail must be answered first. */
export class SignInError extends Error {
  override readonly name = 'SignInError';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The install behind this page and the person who is signed in to it. */
export class Account {
  readonly #install: Install;
  readonly #supabase: SupabaseClient;

  constructor(install: Install) {
    this.#install = install;
    this.#supabase = createClient(install.supabaseUrl, install.publishableKey);
  }

  /** @throws KithError when no Kith answers at that address. */
  static async at(address: string): Promise<Account> {
    return new Account(await discoverInstall(address));
  }

  get apiUrl(): string {
    return this.#install.apiUrl;
  }

  /** Who was signed in on this browser before; null when nobody is. @throws KithError */
  async resume(): Promise<SignedIn | null> {
    const { data } = await this.#supabase.auth.getSession();
    if (!data.session) return null;
    try {
      return await this.#load(data.session.user.email ?? '');
    } catch (error) {
      // The session was ended elsewhere: sign in again.
      if (!(error instanceof KithError) || error.status !== 401) throw error;
      await this.signOut();
      return null;
    }
  }

  /** @throws SignInError, KithError */
  async signIn(email: string, password: string): Promise<SignedIn> {
    const { error } = await this.#supabase.auth.signInWithPassword({ email, password });
    if (error) throw explained(error);
    return this.#load(email);
  }

  /** @throws SignInError, KithError */
  async signUp(email: string, password: string): Promise<SignedIn> {
    const { data, error } = await this.#supabase.auth.signUp({ email, password });
    if (error) throw explained(error);
    if (!data.session) throw new SignInError('confirm_mail', 'Answer the mail first.');
    return this.#load(email);
  }

  async signOut(): Promise<void> {
    await this.#supabase.auth.signOut({ scope: 'local' });
  }

  /** Calls back when the session ended: signed out in another tab, or no longer renewable. */
  whenEnded(ended: () => void): () => void {
    const { data } = this.#supabase.auth.onAuthStateChange((event) => {
      if (event === 'SIGNED_OUT') ended();
    });
    return () => data.subscription.unsubscribe();
  }

  async #token(renew: boolean): Promise<string | null> {
    const { auth } = this.#supabase;
    const { data } = renew ? await auth.refreshSession() : await auth.getSession();
    return data.session?.access_token ?? null;
  }

  async #load(email: string): Promise<SignedIn> {
    const { apiUrl, supabaseUrl, publishableKey } = this.#install;
    const getToken = ({ renew }: { renew: boolean }) => this.#token(renew);
    const me: Me = await unwrap(createKithClient({ apiUrl, getToken }).GET('/v1/me'));
    const [organization] = me.organizations;
    if (!organization) throw new KithError('no_organization', 'This account belongs to no organization.');
    const session = { apiUrl, supabaseUrl, publishableKey, organizationId: organization.id, getToken };
    return { email: me.user?.email ?? email, organization, permissions: me.permissions, session };
  }
}

/** Auth answers without a status when nobody answered. */
const explained = (error: AuthError) =>
  new SignInError(
    error.status === undefined || error.status === 0 ? 'unreachable' : (error.code ?? 'failed'),
    error.message,
  );
