// Owns the page on which a signed-in person answers an invitation.
import { createKithClient, type InvitationPreview, unwrap } from '@kith/sdk';
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import { css, html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { SignedIn } from './account.ts';
import { codeField, digitsOf } from './fields.ts';
import { Gate } from './gate.ts';
import { memberProblem } from './member-problems.ts';
import { roleName } from './roles.ts';

/** Reads what a link invites to; needs nobody signed in. @throws KithError `invitation_unknown`. */
export const readInvitation = (apiUrl: string, token: string): Promise<InvitationPreview> =>
  unwrap(createKithClient({ apiUrl }).POST('/v1/invitations/read', { body: { token } }));

const invitationSheet = css`
  .as {
    margin: 0;
    overflow-wrap: anywhere;
    text-align: center;
  }
`;

/**
 * `<kith-invitation>`. @fires kith-answered - the invitation needs no more answer; `detail.joined` is the id of the organization
 * that the person joined, or null. @fires kith-sign-out - the person leaves, to come back as somebody else.
 */
export class KithInvitation extends Gate {
  static override styles = [...[Gate.styles].flat(), invitationSheet];
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    token: { attribute: false },
    preview: { state: true },
    refusal: { state: true },
    proving: { state: true },
  };

  declare person: SignedIn | undefined;
  declare token: string;
  declare private preview: InvitationPreview | undefined;
  declare private refusal: unknown;
  /** A code was mailed, by which the person proves that the address is theirs. */
  declare private proving: boolean;

  constructor() {
    super();
    this.proving = false;
  }

  protected override updated(changes: PropertyValues<this>): void {
    if (changes.has('token') && this.token) void this.#read();
  }

  async #read() {
    try {
      this.preview = await readInvitation(this.person?.session.apiUrl ?? location.origin, this.token);
    } catch (error) {
      this.refusal = error;
    }
  }

  async #join() {
    const { person } = this;
    if (!person || this.busy) return;
    this.busy = true;
    this.refusal = undefined;
    try {
      const { apiUrl, getToken } = person.session;
      // In no organization: the one to act in may be gone meanwhile.
      const client = createKithClient({ apiUrl, getToken });
      const { id } = await unwrap(client.POST('/v1/invitations/accept', { body: { token: this.token } }));
      this.#answer(id);
    } catch (error) {
      this.refusal = error;
    }
    this.busy = false;
  }

  #askForProof() {
    void this.attempt(async (account) => {
      await account.security.askForProof();
      this.proving = true;
    });
  }

  async #prove(event: SubmitEvent) {
    const code = this.entry(event, 'code', 'emptyCode');
    if (code === null) return;
    await this.attempt(async (account) => {
      await account.security.proveAddress(digitsOf(code));
      this.proving = false;
    });
    if (!this.proving) await this.#join();
  }

  #answer(joined: string | null) {
    this.tell('kith-answered', { joined });
  }

  protected override render() {
    const { t, preview } = this;
    const organization = preview?.organization ?? '…';
    const lead = preview
      ? t(preview.invitedBy === null ? 'invitationLeadSomebody' : 'invitationLead', {
          name: preview.invitedBy ?? '',
          role: roleName(preview.role, preview.roleName, t),
        })
      : '';
    const broken = !preview && this.refusal !== undefined;
    return this.frame({
      title: broken ? t('invitationsHeading') : t('invitationTitle', { organization }),
      lead,
      form: this.proving ? this.#codeForm() : this.#form(),
      others: html`${this.proving ? this.quietButton(t('sendAgain'), () => this.#askForProof()) : nothing}
      ${this.quietButton(t('notNow'), () => this.#answer(null))}`,
    });
  }

  #form() {
    const { person } = this;
    const trouble = this.#trouble();
    return html`<form novalidate @submit=${(event: Event) => event.preventDefault()}>
      <div role="alert" ?hidden=${!trouble}>${trouble ? html`<p class="problem"><span>${trouble}</span></p>` : nothing}</div>
      ${trouble ? nothing : html`<p class="as">${person?.email}</p>`}
      ${this.problemText()} ${this.#button()}
    </form>`;
  }

  #button() {
    const { t, busy } = this;
    if (this.#mayProve()) {
      return html`<button class="button primary" type="button" ?disabled=${busy} @click=${() => this.#askForProof()}>
        ${t(busy ? 'working' : 'proveSend')}
      </button>`;
    }
    if (this.#isForOther() || this.#isUnproven()) {
      return html`<button class="button primary" type="button" @click=${() => this.tell('kith-sign-out', null)}>${t('signOut')}</button>`;
    }
    return html`<button class="button primary" type="button" ?disabled=${busy || !this.preview} @click=${this.#join}>
      ${t(busy ? 'working' : 'join')}
    </button>`;
  }

  #isUnproven(): boolean {
    return codeOf(this.refusal) === 'email_unconfirmed';
  }

  /** On an install of its own; a project has confirmed every address before anybody is in. */
  #mayProve(): boolean {
    return this.#isUnproven() && !this.#isForOther() && this.account?.passwordLength !== null;
  }

  #codeForm() {
    const { t } = this;
    return html`<form novalidate @submit=${this.#prove}>
      <p class="as">${t('proveSent', { email: this.person?.email ?? '' })}</p>
      ${codeField(t, this.isAbout('emptyCode', 'wrongCode'))} ${this.problemText()} ${this.submitButton('goOn')}
    </form>`;
  }

  #isForOther(): boolean {
    const { preview, person } = this;
    return preview !== undefined && person !== undefined && preview.email !== person.email.toLowerCase();
  }

  #trouble(): string | undefined {
    const { t, preview, person, refusal } = this;
    if (preview && person && this.#isForOther())
      return t('toOtherAddress', { email: preview.email, own: person.email });
    if (this.#mayProve()) return t('proveFirst', { email: person?.email ?? '' });
    if (refusal !== undefined) return memberProblem(refusal, t);
    return preview && preview.state === 'expired' ? t('invitationUsed') : undefined;
  }
}
