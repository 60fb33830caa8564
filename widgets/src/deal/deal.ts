// Owns <kith-deal>: everything about one deal, changed in place, kept live.
import { type CustomField, type LiveChange, type LiveResource, type Stage, type StageChange, unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { BriefcaseBusiness } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { Feed } from '../kit/feed.ts';
import { KithElement } from '../kit/kith-element.ts';
import { LostDialog } from '../kit/lost-dialog.ts';
import { type Member, membersOf } from '../kit/members.ts';
import { openRecord } from '../kit/record.ts';
import { pickerSheet } from '../kit/record-picker.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { permissionsOf } from '../kit/who.ts';
import { dealSheet } from './deal.styles.ts';
import { DealData } from './deal-data.ts';
import { DealEditor } from './deal-editor.ts';
import { historyOf, historySection } from './deal-history.ts';
import { DealPeople } from './deal-people.ts';
import { type DealView, dealFields, dealHead } from './deal-view.ts';
import { dealWords } from './words.ts';

const historyPage = 10;

/**
 * `<kith-deal>`: a deal's name, stage, amount, close date, owner, company, people with roles, own fields and stage history, kept
 * live. Whoever may write deals changes each in place: Enter or leaving the field saves, Esc takes back what was typed. A
 * change that somebody else made to the same field meanwhile is never overwritten unasked.
 *
 * @attr deal-id id of the deal.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-open - a person or company is to be opened; `detail.type`, `detail.id`. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart head - name and stage. @csspart title - the name. @csspart stage - stage and buttons.
 * @csspart win - the button for won. @csspart lose - the button for lost. @csspart delete - the button that deletes.
 * @csspart fields - the fields. @csspart people - company and people. @csspart avatar - initials.
 * @csspart history - the stage history. @csspart change - one change of it. @csspart more - the button for older ones.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart restore - the button that brings a deleted deal back. @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-deal-height=auto] - height. @cssprop --kith-surface - background. @cssprop --kith-sunken - hover.
 * @cssprop --kith-ink - text. @cssprop --kith-ink-2 - labels. @cssprop --kith-ink-3 - hints. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - links, focus and the button. @cssprop --kith-accent-ink - text on it.
 * @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithDeal extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    dialogSheet,
    pickerSheet,
    dealSheet,
  ];
  static override properties: PropertyDeclarations = { dealId: { ...textAttribute, attribute: 'deal-id' } };

  declare dealId: string;

  protected override readonly resources: readonly LiveResource[] = ['deals', 'pipelines'];
  #granted: readonly string[] = [];
  #members: readonly Member[] = [];
  #ownFields: readonly CustomField[] = [];
  #stages: readonly Stage[] = [];
  #stagesOf = '';
  readonly #render = () => this.requestUpdate();
  readonly #data = new DealData(() => this.#dealChanged());
  readonly #lost = new LostDialog(this.#render);
  readonly #feed = new Feed<StageChange>(this.#render);
  #historyAt = '';
  readonly #editor = new DealEditor({
    element: this,
    data: this.#data,
    lost: this.#lost,
    changed: this.#render,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
  });
  readonly #people = new DealPeople({
    client: () => this.active && clientOf(this.active),
    changed: this.#render,
    editor: this.#editor,
    contacts: () => this.#data.deal?.contacts ?? [],
    open: (record) => openRecord(this, record),
  });

  constructor() {
    super();
    this.dealId = '';
  }

  get #words() {
    return dealWords(this.language, this.respeak);
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    void this.#askAbout(session);
    this.#showDeal();
  }

  /** What does not change with the deal. Where it is not known, the deal is shown without. */
  async #askAbout(session: KithSession) {
    const client = clientOf(session);
    const query = { recordType: 'deal' as const };
    const [granted, members, own] = await Promise.all([
      permissionsOf(session).catch((): readonly string[] => []),
      session.readOnly ? [] : membersOf(session).catch(() => []),
      unwrap(client.GET('/v1/custom-fields', { params: { query } })).catch(() => ({ items: [] })),
    ]);
    if (session !== this.active) return;
    this.#granted = granted;
    this.#members = members;
    this.#ownFields = own.items;
    this.requestUpdate();
  }

  #showDeal() {
    if (!this.active) return;
    this.#editor.forget();
    this.#feed.clear();
    this.#historyAt = '';
    void this.#data.show(clientOf(this.active), this.dealId);
  }

  #dealChanged() {
    const { deal } = this.#data;
    const session = this.active;
    if (deal && session) {
      if (deal.pipelineId !== this.#stagesOf) void this.#loadStages(session, deal.pipelineId);
      const at = `${deal.id} ${deal.stageSince}`;
      if (at !== this.#historyAt) {
        this.#historyAt = at;
        void this.#feed.load(historyOf(clientOf(session), deal.id), { pageSize: historyPage, keep: true });
      }
    }
    this.requestUpdate();
  }

  async #loadStages(session: KithSession, id: string) {
    this.#stagesOf = id;
    const found = await unwrap(clientOf(session).GET('/v1/pipelines/{id}', { params: { path: { id } } })).catch(
      () => undefined,
    );
    if (session !== this.active || this.#stagesOf !== id) return;
    // Without them the stage is shown and cannot be chosen; the next change asks again.
    if (!found) this.#stagesOf = '';
    this.#stages = found?.stages ?? [];
    this.requestUpdate();
  }

  protected override resume(): void {
    if (this.#data.status === 'none' || this.#data.status === 'loading') this.#showDeal();
  }

  protected override pause(): void {
    this.#data.stop();
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#data.forget();
    this.#editor.forget();
    this.#feed.clear();
    this.#granted = [];
    this.#members = [];
    this.#ownFields = [];
    this.#stages = [];
    this.#stagesOf = '';
    this.#historyAt = '';
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const about = (change: LiveChange | null) => change === null || change.id === null || change.id === this.dealId;
    if (changes.some((change) => change?.type === 'pipelines' || change === null)) this.#stagesOf = '';
    if (changes.some((change) => change?.type === 'pipelines' || about(change))) void this.#data.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('dealId') && changes.get('dealId') !== undefined) this.#showDeal();
  }

  protected override render() {
    const t = this.#words;
    const name = this.#data.deal?.name;
    return html`<article class="frame" part="frame" aria-label=${name ?? t('deal')} aria-busy=${this.#data.status === 'loading'}>
      ${this.#content()} ${this.#lost.draw(t)}
    </article>`;
  }

  #content() {
    const t = this.#words;
    const { status, deal, error } = this.#data;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (this.dealId === '') return emptyState(BriefcaseBusiness, t('nobodyDeal'), t('nobodyDealDo'));
    if (status === 'failed') return errorState(error, t, () => void this.#data.refresh());
    if (status === 'missing') return emptyState(BriefcaseBusiness, t('missing'), t('missingDo'));
    if (!deal) return ghost();
    const mayWrite = this.#granted.includes('deals.write');
    if (deal.deletedAt) return this.#deleted(deal.name, mayWrite);
    const view: DealView = {
      deal,
      editor: this.#editor,
      mayWrite,
      t,
      language: this.language,
      stages: this.#stages,
      members: this.#members,
      ownFields: this.#ownFields,
    };
    const nameOf = (id: string | null) => this.#members.find((member) => member.id === id)?.name;
    return html`${staleBadge(this.live === 'down' || error !== undefined, t)} ${dealHead(view)}
      <div class="body">
        ${dealFields(view)} ${this.#people.draw(view)}
        ${historySection({ feed: this.#feed, t, language: this.language, nameOf })}
      </div>`;
  }

  #deleted(name: string, mayWrite: boolean) {
    const t = this.#words;
    return html`${emptyState(BriefcaseBusiness, t('deleted', { name }), t(mayWrite ? 'deletedRestore' : 'deletedDo'))}
    ${mayWrite ? html`<button class="button primary restore" type="button" part="restore" @click=${() => void this.#editor.restore()}>${t('restore')}</button>` : nothing}`;
  }
}

/** The card's shape while nothing is known. */
const ghost = () => html`<div class="head" aria-hidden="true">
    <div class="skeleton bar"></div><div class="skeleton bar short"></div>
  </div>
  <div class="body" aria-hidden="true">
    <div class="grid">${[1, 2, 3, 4].map(() => html`<div><div class="skeleton bar short"></div><div class="skeleton bar"></div></div>`)}</div>
  </div>`;
