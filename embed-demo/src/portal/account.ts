// Owns who is signed in: supabase-js for every way in and the refresh, and the session that the widgets get.
import { createKithClient, discoverInstall, type Install, KithError, type Me, unwrap } from '@kith/sdk';
import type { Language } from '@kith/sdk/words';
import type { KithSession } from '@kith/widgets/kit/session.ts';
import { createClient, type SupabaseClient, type User } from '@supabase/supabase-js';
import { Providers } from './providers.ts';
import { RecoveryCodes } from './recovery-codes.ts';
import { returnAddress } from './return-address.ts';
import { Security } from './security.ts';
import { chooseOrganization, keptInvitation, readOrganization } from './settings.ts';
import { refusal, SignInError } from './sign-in-error.ts';

/** An organization that the person belongs to. */
export type Belonging = Me['organizations'][number];

export interface SignedIn {
  id: string;
  email: string;
  /** The one that is worked in. */
  organization: Belonging;
  /** All of them, the first joined first. */
  organizations: readonly Belonging[];
  permissions: readonly string[];
  session: KithSession;
}

/** A second factor that may be asked for. `name` is empty where the person gave none. */
export interface FactorChoice {
  id: string;
  name: string;
}

/** How far somebody came: in, or with a second factor still to give, or to set up for the organization of that name. */
export type Arrival = { person: SignedIn } | { factors: FactorChoice[] } | { needed: string };

/** What a mail is asked for: to sign in, or to set a new password. */
export type MailPurpose = 'signIn' | 'password';

/** Codes by which Auth tells strangers apart; the portal does not. */
const nobodyThere = ['otp_disabled', 'user_not_found', 'signup_disabled'];
/** Codes of a session that was ended elsewhere. */
const sessionOver = ['session_not_found', 'user_not_found', 'bad_jwt', 'no_authorization'];

/** The install behind this page and the person who is signed in to it. */
export class Account {
  /** What a signed-in person changes about how they sign in. */
  readonly security: Security;
  readonly recoveryCodes: RecoveryCodes;
  /** Where else people may sign in. */
  readonly providers: Providers;
  /**
   * Whether the password from before ended when the person came in just now: it had been set before the address was proven. They are
   * asked for another one.
   */
  passwordEnded = false;
  readonly #install: Install;
  readonly #supabase: SupabaseClient;

  constructor(install: Install) {
    this.#install = install;
    this.#supabase = createClient(install.supabaseUrl, install.publishableKey, {
      // A session in an address could be anybody's: links bring a code, which only the browser that asked can trade.
      auth: { flowType: 'pkce', detectSessionInUrl: false, experimental: { recoveryCodes: true } },
    });
    this.security = new Security(this.#supabase, install);
    this.providers = new Providers({ ...install, supabase: this.#supabase });
    this.recoveryCodes = new RecoveryCodes(this.#supabase);
  }

  /** @throws KithError when no Kith answers at that address. */
  static async at(address: string): Promise<Account> {
    return new Account(await discoverInstall(address));
  }

  get apiUrl(): string {
    return this.#install.apiUrl;
  }

  /** Fewest characters of a new password; null where nobody but a Supabase project knows. */
  get passwordLength(): number | null {
    return this.#install.passwordLength;
  }

  /** Whether codes pair the extension here. */
  get pairing(): boolean {
    return this.#install.pairing;
  }

  /**
   * Trades the code of a link for a session. @returns whether a new password was asked for.
   * @throws SignInError `pkce_code_verifier_not_found` where another browser asked.
   */
  async trade(code: string): Promise<{ recovery: boolean }> {
    const { data, error } = await this.#supabase.auth.exchangeCodeForSession(code);
    if (error) throw refusal(error);
    const recovery = Reflect.get(data, 'redirectType') === 'recovery';
    this.passwordEnded = !recovery && hasLostPassword(data.user);
    return { recovery };
  }

  /** Who is signed in on this browser, from before or by a link; null when nobody is. @throws KithError */
  async resume(): Promise<Arrival | null> {
    const { data } = await this.#supabase.auth.getSession();
    if (!data.session) return null;
    try {
      return await this.#arrive(data.session.user.email ?? '');
    } catch (error) {
      const over = error instanceof SignInError && sessionOver.includes(error.code);
      // The session was ended elsewhere: sign in again.
      if (!over && (!(error instanceof KithError) || error.status !== 401)) throw error;
      await this.signOut();
      return null;
    }
  }

  /** @throws SignInError, KithError */
  async signIn(email: string, password: string): Promise<Arrival> {
    const { error } = await this.#supabase.auth.signInWithPassword({ email, password });
    if (error) throw refusal(error);
    return this.#arrive(email);
  }

  /** @param language that mails to this person are written in. @throws SignInError, KithError */
  async signUp(email: string, password: string, language: Language): Promise<Arrival> {
    // Kith's own auth takes the invitation's token as proof of the address, and does not keep it; a project would keep it.
    const invitation = this.#install.passwordLength === null ? null : keptInvitation();
    const options = { data: { locale: language, ...(invitation && { kith_invitation: invitation }) } };
    const { data, error } = await this.#supabase.auth.signUp({ email, password, options });
    if (error) throw refusal(error);
    if (!data.session) throw new SignInError('confirm_mail', 'Answer the mail first.');
    return this.#arrive(email);
  }

  /** Sends a link and a code. Strangers get no mail and the same answer. @throws SignInError */
  async askForMail(purpose: MailPurpose, email: string): Promise<void> {
    const { auth } = this.#supabase;
    const portal = returnAddress(this.#install, location.href);
    const { error } =
      purpose === 'password'
        ? await auth.resetPasswordForEmail(email, { redirectTo: portal })
        : await auth.signInWithOtp({ email, options: { shouldCreateUser: false, emailRedirectTo: portal } });
    if (error && !nobodyThere.includes(error.code ?? '')) throw refusal(error);
  }

  /** Signs in by the code of a mail. @throws SignInError `otp_expired`; KithError */
  async redeemCode(purpose: MailPurpose, email: string, code: string): Promise<Arrival> {
    const type = purpose === 'password' ? 'recovery' : 'email';
    const { data, error } = await this.#supabase.auth.verifyOtp({ email, token: code, type });
    if (error) throw refusal(error);
    this.passwordEnded = purpose !== 'password' && hasLostPassword(data.user);
    return this.#arrive(email);
  }

  /** Answers for a second factor. @throws SignInError `mfa_verification_failed`; KithError */
  async giveFactor(factorId: string, code: string): Promise<Arrival> {
    await this.security.proveFactor(factorId, code);
    return this.#arrive('');
  }

  /** Gives a recovery code in the place of a second factor. @throws SignInError `recovery_code_wrong`; KithError */
  async giveRecoveryCode(code: string): Promise<Arrival> {
    await this.recoveryCodes.give(code);
    return this.#arrive('');
  }

  /** Works in another organization from now on, or reads anew what one may do in this one. @throws KithError */
  async enter(organizationId: string): Promise<Arrival> {
    chooseOrganization(organizationId);
    return this.#load('');
  }

  /** Reads anew what one may do in an organization; the one joined first, when it is no longer one's own. @throws KithError */
  async reread(organizationId: string): Promise<Arrival> {
    return this.#load('', organizationId);
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

  /** Nothing of the organization is loaded before the second factor is given. */
  async #arrive(email: string): Promise<Arrival> {
    const { data, error } = await this.#supabase.auth.mfa.getAuthenticatorAssuranceLevel();
    if (error) throw refusal(error);
    if (data.nextLevel === 'aal2' && data.currentLevel !== 'aal2') {
      const { factors } = await this.security.state();
      if (factors.length > 0) return { factors };
    }
    return this.#load(email);
  }

  async #load(email: string, wanted = readOrganization()): Promise<Arrival> {
    const { apiUrl, supabaseUrl, publishableKey } = this.#install;
    const getToken = ({ renew }: { renew: boolean }) => this.#token(renew);
    const me = await readMe({ apiUrl, getToken }, wanted);
    const organization = me.organizations.find(({ id }) => id === wanted) ?? me.organizations[0];
    if (!organization) throw new KithError('no_organization', 'This account belongs to no organization.');
    if (organization.mfaMissing) return { needed: organization.name };
    const session = { apiUrl, supabaseUrl, publishableKey, organizationId: organization.id, getToken };
    const { user, organizations, permissions } = me;
    return {
      person: { id: user?.id ?? '', email: user?.email ?? email, organization, organizations, permissions, session },
    };
  }
}

const hasLostPassword = (user: User | null): boolean => user?.app_metadata['password_ended'] === true;

/** Asks in the organization that is wanted. When it is no longer one's own, the choice is forgotten. */
async function readMe(options: Pick<KithSession, 'apiUrl' | 'getToken'>, wanted: string | null): Promise<Me> {
  if (wanted !== null) {
    const asked = await createKithClient({ ...options, organizationId: wanted }).GET('/v1/me');
    if (asked.response.ok || ![403, 422].includes(asked.response.status)) return unwrap(Promise.resolve(asked));
    if (readOrganization() === wanted) chooseOrganization(null);
  }
  return unwrap(createKithClient(options).GET('/v1/me'));
}
