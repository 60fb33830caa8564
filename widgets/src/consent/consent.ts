// Owns <kith-consent>: what a person agreed to, on which basis and for what, kept live.
import type { Consent, Consents, LiveChange, LiveResource } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { Handshake, TriangleAlert } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { recordOf } from '../kit/record.ts';
import { recordPartSheet } from '../kit/record-part.styles.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { permissionsOf } from '../kit/who.ts';
import { consentSheet } from './consent.styles.ts';
import { readConsents } from './consent-data.ts';
import { ConsentDesk } from './consent-desk.ts';
import { consentEntry, purposeName } from './consent-row.ts';
import { PastEntries } from './past-entries.ts';
import { consentWords } from './words.ts';

/**
 * `<kith-consent>`: for each purpose, whether a person agreed or what else allows to use what is known of them, since when and how
 * it was obtained. Whoever may, records an entry or withdraws one in one step, with a way back; the history keeps everything.
 *
 * @attr record `contact:<id>`.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart add - the button that opens the form. @csspart form - the form.
 * @csspart save - its button. @csspart entry - one entry. @csspart purpose - its purpose. @csspart wording - the words agreed to.
 * @csspart act - its button. @csspart history - every entry. @csspart more - the button for older entries.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-consent-height=auto] - height. @cssprop --kith-surface - background. @cssprop --kith-ink - text.
 * @cssprop --kith-line - hairlines. @cssprop --kith-good - what stands. @cssprop --kith-bad - what was withdrawn.
 * @cssprop --kith-font - font family.
 */
export class KithConsent extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, recordPartSheet, consentSheet];
  static override properties: PropertyDeclarations = { record: textAttribute };

  declare record: string;

  protected override readonly resources: readonly LiveResource[] = ['consents', 'contacts'];
  #request = new AbortController();
  #found: Consents | undefined;
  #error: unknown;
  #mayWrite = false;
  #members: readonly Member[] = [];
  readonly #desk = new ConsentDesk({
    element: this,
    session: () => this.active,
    contactId: () => this.#id,
    language: () => this.language,
    words: () => this.#words,
    renew: () => this.#renew(),
  });
  readonly #past = new PastEntries(() => this.requestUpdate());

  constructor() {
    super();
    this.record = '';
  }

  protected override load(): void {
    this.#found = undefined;
    this.#error = undefined;
    this.#desk.forget();
    this.#past.clear();
    const session = this.active;
    if (!session) return;
    void this.#askRights(session);
    void this.#fetch();
  }

  async #askRights(session: KithSession) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (session !== this.active) return;
    this.#mayWrite = granted.includes('consents.write');
    this.requestUpdate();
    if (!granted.includes('organization.read')) return;
    const members = await membersOf(session).catch((): readonly Member[] => []);
    if (session !== this.active) return;
    this.#members = members;
    this.requestUpdate();
  }

  protected override resume(): void {
    if (!this.#found) this.load();
  }

  protected override pause(): void {
    this.#request.abort();
    this.#past.stop();
  }

  protected override forget(): void {
    this.#request.abort();
    this.#found = undefined;
    this.#mayWrite = false;
    this.#members = [];
    this.#desk.forget();
    this.#past.clear();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const id = this.#id;
    const mine = (change: LiveChange | null) =>
      change === null || (change.type === 'consents' ? (change.contactId ?? id) === id : (change.id ?? id) === id);
    if (changes.some(mine)) this.#renew();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('record') && changes.get('record') !== undefined) this.load();
  }

  get #id(): string | undefined {
    const record = recordOf(this.record);
    return record?.type === 'contact' ? record.id : undefined;
  }

  get #words() {
    return consentWords(this.language, this.respeak);
  }

  async #fetch(): Promise<void> {
    const [session, id] = [this.active, this.#id];
    this.#request.abort();
    if (!session || id === undefined) return;
    this.#request = new AbortController();
    const { signal } = this.#request;
    try {
      const found = await readConsents(clientOf(session), id, signal);
      if (signal.aborted) return;
      this.#found = found;
      this.#error = undefined;
    } catch (error) {
      if (signal.aborted) return;
      this.#error = error;
    }
    this.requestUpdate();
  }

  #renew() {
    void this.#fetch();
    this.#past.refresh();
  }

  #togglePast() {
    const [session, id] = [this.active, this.#id];
    if (session && id !== undefined) this.#past.toggle(clientOf(session), id);
    this.requestUpdate();
  }

  protected override render() {
    return html`<section class="frame" part="frame" aria-label=${this.#words('consent')}>${this.#content()}</section>`;
  }

  #content() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (this.#id === undefined) return emptyState(Handshake, t('noRecord'), t('noRecordDo'));
    const found = this.#found;
    if (!found) {
      return this.#error === undefined
        ? [1, 2].map(() => html`<div class="skeleton ghost" aria-hidden="true"></div>`)
        : errorState(this.#error, t, () => this.load());
    }
    const none = found.items.length === 0;
    return html`${this.#head()}
      ${found.doNotContact ? html`<p class="note">${icon(TriangleAlert)} <span>${t('doNotContact')}</span></p>` : nothing}
      ${this.#desk.draw()}
      ${
        none
          ? emptyState(Handshake, t('nothing'), t(this.#mayWrite ? 'nothingDo' : 'nothingRead'))
          : html`<ul class="rows" aria-label=${t('purposes', { count: found.items.length })}>${found.items.map((entry) => this.#entry(entry, true))}</ul>`
      }
      ${this.#past.draw(t, (entry) => this.#entry(entry, false))}`;
  }

  #head() {
    const t = this.#words;
    const stale = this.live === 'down' || this.#error !== undefined;
    return html`<div class="head">
      ${staleBadge(stale, t)}
      <button class="button quiet" type="button" aria-expanded=${this.#past.open} @click=${() => this.#togglePast()}>
        ${t(this.#past.open ? 'hideHistory' : 'history')}
      </button>
      ${
        this.#mayWrite && !this.#desk.isOpen
          ? html`<button class="button" part="add" type="button" @click=${() => void this.#desk.open('contact')}>${t('add')}</button>`
          : nothing
      }
    </div>`;
  }

  #entry(entry: Consent, present: boolean) {
    const t = this.#words;
    const nameOf = (id: string) => this.#members.find((member) => member.id === id)?.name ?? null;
    const view = { entry, language: this.language, t, nameOf };
    if (!present || !this.#mayWrite) return consentEntry(view);
    const purpose = purposeName(entry.purpose, t);
    const [label, text, act] =
      entry.state === 'given'
        ? [t('withdrawOf', { purpose }), t('withdraw'), () => void this.#desk.withdraw(entry)]
        : [t('giveAgainOf', { purpose }), t('giveAgain'), () => void this.#desk.open(entry.purpose)];
    return consentEntry(
      view,
      html`<button class="button" part="act" type="button" aria-label=${label} ?disabled=${this.#desk.busy} @click=${act}>${text}</button>`,
    );
  }
}
