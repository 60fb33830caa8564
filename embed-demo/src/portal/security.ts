// Owns what a signed-in person changes about how they sign in: password, address, second factor, other devices.
import type { SupabaseClient, User, UserIdentity } from '@supabase/supabase-js';
import type { FactorChoice } from './account.ts';
import { type ReturnTo, returnAddress } from './return-address.ts';
import { refusal } from './sign-in-error.ts';

export interface SecurityState {
  /** Second factors that count, the first one first. */
  factors: FactorChoice[];
  /** The address that the account is to move to, while it waits for both to confirm. */
  nextEmail: string | undefined;
}

/** A second factor that counts once its first code was right. */
export interface NewFactor {
  id: string;
  /** To be typed into an authenticator app. */
  secret: string;
  /** The same as a QR code: address of an SVG picture. */
  picture: string;
}

/** Every method throws SignInError with Auth's code. */
export class Security {
  readonly #supabase: SupabaseClient;
  readonly #install: ReturnTo;

  constructor(supabase: SupabaseClient, install: ReturnTo) {
    this.#supabase = supabase;
    this.#install = install;
  }

  async state(): Promise<SecurityState> {
    const user = await this.#user();
    const verified = (user.factors ?? []).filter(
      ({ status, factor_type: type }) => status === 'verified' && type === 'totp',
    );
    const factors = verified.map(({ id, friendly_name: name }) => ({ id, name: name ?? '' }));
    return { factors, nextEmail: user.new_email || undefined };
  }

  /** Ends the sessions on other devices, too. */
  async changePassword(password: string): Promise<void> {
    const { error } = await this.#supabase.auth.updateUser({ password });
    if (error) throw refusal(error);
  }

  /** Sends a mail to both addresses; the account moves when both have confirmed. */
  async changeEmail(email: string): Promise<void> {
    const emailRedirectTo = returnAddress(this.#install, location.href);
    const { error } = await this.#supabase.auth.updateUser({ email }, { emailRedirectTo });
    if (error) throw refusal(error);
  }

  /** Sends a code by which this session proves that it reads the mailbox. */
  async askForProof(): Promise<void> {
    const { error } = await this.#supabase.auth.reauthenticate();
    if (error) throw refusal(error);
  }

  /** Proves it by the code: the password and what else was set up stays. */
  async proveAddress(code: string): Promise<void> {
    const { error } = await this.#supabase.auth.updateUser({ nonce: code });
    if (error) throw refusal(error);
  }

  /** Begins a second factor; what was begun before and never used goes. */
  async beginFactor(): Promise<NewFactor> {
    const { factors = [] } = await this.#user();
    for (const { id, status } of factors) if (status === 'unverified') await this.#unenroll(id);
    const { data, error } = await this.#supabase.auth.mfa.enroll({ factorType: 'totp' });
    if (error) throw refusal(error);
    const svg = data.totp.qr_code.replace(/^data:image\/svg\+xml;utf-8,/, '');
    return { id: data.id, secret: data.totp.secret, picture: `data:image/svg+xml,${encodeURIComponent(svg)}` };
  }

  /** Proves a factor by a code of now: a new one counts from here on, a session has both factors. */
  async proveFactor(factorId: string, code: string): Promise<void> {
    const { error } = await this.#supabase.auth.mfa.challengeAndVerify({ factorId, code });
    if (error) throw refusal(error);
  }

  async removeFactor(factorId: string): Promise<void> {
    await this.#unenroll(factorId);
    // The token in hand still names the factor.
    const { error } = await this.#supabase.auth.refreshSession();
    if (error) throw refusal(error);
  }

  /** By what the person gets in, the first one first. */
  async waysIn(): Promise<readonly UserIdentity[]> {
    return (await this.#user()).identities ?? [];
  }

  /** Removes a way in, which opens nothing afterwards. */
  async removeWayIn(way: UserIdentity): Promise<void> {
    const { error } = await this.#supabase.auth.unlinkIdentity(way);
    if (error) throw refusal(error);
  }

  async signOutOthers(): Promise<void> {
    const { error } = await this.#supabase.auth.signOut({ scope: 'others' });
    if (error) throw refusal(error);
  }

  async #unenroll(factorId: string): Promise<void> {
    const { error } = await this.#supabase.auth.mfa.unenroll({ factorId });
    if (error) throw refusal(error);
  }

  /** As the server has it now, not as this browser remembers it. */
  async #user(): Promise<User> {
    const { data, error } = await this.#supabase.auth.getUser();
    if (error) throw refusal(error);
    return data.user;
  }
}
