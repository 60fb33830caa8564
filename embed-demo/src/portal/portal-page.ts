// Owns which page stands on the screen: by who is there, and by what the address names.
import type { Language } from '@kith/sdk/words';
import { html } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Account, FactorChoice, SignedIn } from './account.ts';
import type { GateName } from './gate.ts';
import { isInvitation, isNewPassword, type Route } from './route.ts';

export interface PageView {
  account: Account | undefined;
  /** Who is signed in. */
  person: SignedIn | undefined;
  /** Second factors to choose from, while one is asked for. */
  factors: FactorChoice[] | undefined;
  /** Organization that asks for a second factor, which is still to be set up. */
  needed: string | undefined;
  gate: GateName;
  route: Route;
  /** Whether somebody before the door was invited. */
  invited: boolean;
  /** What was typed as one's address. */
  email: string;
  language: Language;
  /** What is told above the page. */
  notice: unknown;
}

export function portalPage(view: PageView) {
  const { account, person, route, language, notice } = view;
  if (!person) return beforeTheDoor(view);
  if (isInvitation(route)) {
    void import('./define-invitation.ts');
    return html`<kith-invitation .account=${account} .person=${person} .token=${route.id} .language=${language}></kith-invitation>`;
  }
  if (isNewPassword(route)) {
    return html`<kith-new-password .account=${account} .email=${person.email} .language=${language}></kith-new-password>`;
  }
  const shell = html`<kith-shell .account=${account} .person=${person} .route=${route} .language=${language}>${notice}</kith-shell>`;
  return keyed(person.organization.id, shell);
}

function beforeTheDoor({ account, factors, needed, gate, invited, email, language, notice }: PageView) {
  if (factors) {
    return html`<kith-second-factor .account=${account} .factors=${factors} .language=${language}></kith-second-factor>`;
  }
  if (needed !== undefined) {
    return html`<kith-factor-needed .account=${account} .email=${email} .organization=${needed} .language=${language}></kith-factor-needed>`;
  }
  if (gate === 'signIn') {
    return html`<kith-sign-in .account=${account} .invited=${invited} .email=${email} .language=${language}>${notice}</kith-sign-in>`;
  }
  const purpose = gate === 'password' ? 'password' : 'signIn';
  return html`<kith-mail-gate .account=${account} .email=${email} .purpose=${purpose} .language=${language}></kith-mail-gate>`;
}
