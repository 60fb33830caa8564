// Owns <kith-board>: a pipeline's deals by stage, moved by pointer, finger and keys, kept live.
import type { LiveChange, LiveResource, Pipeline } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Columns3, Eye, Plus, Settings2 } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf, permissionsOf } from '../kit/client.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { LostDialog } from '../kit/lost-dialog.ts';
import { membersOf } from '../kit/members.ts';
import { openRecord } from '../kit/record.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { boardSheet } from './board.styles.ts';
import { BoardData } from './board-data.ts';
import { boardKeys, cardAfterKey } from './board-keys.ts';
import { ghostColumns, stageColumn } from './column.ts';
import { columnsSheet } from './columns.styles.ts';
import { CardDrag } from './drag.ts';
import { Hand } from './hand.ts';
import { NewDealForm } from './new-deal.ts';
import { fetchPipelines } from './pipelines.ts';
import type { SettingsDesk } from './settings-desk.ts';
import { boardWords } from './words.ts';

const ghosts = 4;

/**
 * `<kith-board>`: the deals of a pipeline, one column a stage, kept live. Whoever may write deals moves cards by mouse, finger
 * (after a short rest) and keys, adds deals, and says why one was lost; whoever may not sees it read-only, and that it is.
 *
 * Keyboard: Tab enters the board, arrows go from card to card, Enter opens; Space lifts a card, arrows move it, Space drops it,
 * Esc puts it back.
 *
 * @attr pipeline-id id of the pipeline (default: the first).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-open - a deal is to be opened; `detail.type` is `deal`, `detail.id` its id. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart head - pipeline, badges and buttons. @csspart pipeline - the pipeline's name or choice.
 * @csspart column - a stage. @csspart stage - its head. @csspart count - its number of deals. @csspart sum - its sums. @csspart add - its button for a new deal.
 * @csspart empty-stage - what stands for no deals. @csspart more - the button for the next deals. @csspart new - the form for a new deal.
 * @csspart card - a deal. @csspart title - its name. @csspart amount - its amount. @csspart who - contact and company.
 * @csspart owner - its owner's name. @csspart avatar - the owner's initials. @csspart days - how long it stands there.
 * @csspart view-only - the badge for who may not write. @csspart stale - the badge while live changes are not coming.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 *
 * @cssprop [--kith-board-height=600px] - height, the same before and after the data.
 * @cssprop --kith-surface - background. @cssprop --kith-sunken - columns. @cssprop --kith-raised - cards. @cssprop --kith-ink - text.
 * @cssprop --kith-ink-2 - secondary text. @cssprop --kith-ink-3 - hints. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - focus, buttons and the place of a drop. @cssprop --kith-accent-ink - text on it.
 * @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithBoard extends KithElement {
  static override styles = [
    tokenSheet,
    controlSheet,
    frameSheet,
    avatarSheet,
    stateSheet,
    dialogSheet,
    boardSheet,
    columnsSheet,
  ];
  static override properties: PropertyDeclarations = {
    pipelineId: { ...inputAttribute, attribute: 'pipeline-id' },
  };

  declare pipelineId: string;

  protected override readonly resources: readonly LiveResource[] = ['deals', 'pipelines'];
  #pipelines: readonly Pipeline[] | undefined;
  #failure: unknown;
  #granted: readonly string[] = [];
  #owners: ReadonlyMap<string, string> = new Map();
  #settings: SettingsDesk | undefined;
  #focused = '';
  /** The card that keys led to gets the focus once it stands there. */
  #refocus = false;
  readonly #render = () => this.requestUpdate();
  readonly #data = new BoardData(this.#render);
  readonly #lost = new LostDialog(this.#render);
  readonly #hand = new Hand({
    element: this,
    data: this.#data,
    lost: this.#lost,
    changed: this.#render,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
  });
  readonly #drag = new CardDrag({
    board: () => this.renderRoot.querySelector<HTMLElement>('.columns'),
    mayDrag: () => this.#mayWrite && this.#hand.lifted === '',
    lift: (id) => this.#hand.lift(id, 'pointer'),
    over: (spot) => this.#hand.over(spot),
    drop: () => void this.#hand.drop(),
    cancel: () => this.#hand.cancel(),
  });
  readonly #form = new NewDealForm({
    client: () => this.active && clientOf(this.active),
    changed: this.#render,
    closed: () => this.renderRoot.querySelector<HTMLElement>('.button.start')?.focus(),
    created: (deal) => {
      this.#data.accept(deal);
      this.#goTo(deal.id);
      const text = this.#words('createdTold', { name: deal.name });
      const { language, active: session } = this;
      const onUndone = () => void this.#data.refresh();
      void showToast({ near: this, language, session, text, undoToken: deal.undoToken, onUndone });
    },
  });

  constructor() {
    super();
    this.pipelineId = '';
  }

  get #words() {
    return boardWords(this.language, this.respeak);
  }

  get #mayWrite() {
    return this.#granted.includes('deals.write');
  }

  /** The pipeline on the board. */
  get #shownId() {
    return this.pipelineId || this.#pipelines?.[0]?.id || '';
  }

  protected override load(): void {
    const session = this.active;
    if (!session) return;
    void this.#askPermissions(session);
    void this.#loadOwners(session);
    if (this.pipelineId) void this.#data.load(clientOf(session), this.pipelineId);
    void this.#loadPipelines(session);
  }

  async #askPermissions(session: KithSession) {
    // Not knowing is no right to write.
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    if (session !== this.active) return;
    this.#granted = granted;
    this.requestUpdate();
  }

  async #loadOwners(session: KithSession) {
    if (session.readOnly) return;
    const members = await membersOf(session).catch(() => []);
    if (session !== this.active) return;
    this.#owners = new Map(members.map(({ id, name }) => [id, name]));
    this.requestUpdate();
  }

  async #loadPipelines(session: KithSession) {
    const before = this.#shownId;
    try {
      const pipelines = await fetchPipelines(clientOf(session));
      if (session !== this.active) return;
      this.#pipelines = pipelines;
      this.#failure = undefined;
    } catch (error) {
      if (session !== this.active) return;
      this.#failure = error;
    }
    if (this.#shownId !== before || this.#data.status === 'idle') this.#showPipeline();
    this.requestUpdate();
  }

  #showPipeline() {
    if (this.active && this.#shownId) void this.#data.load(clientOf(this.active), this.#shownId);
  }

  protected override resume(): void {
    if (this.active && this.#pipelines === undefined) void this.#loadPipelines(this.active);
    if (this.#data.status === 'idle') this.#showPipeline();
  }

  protected override pause(): void {
    this.#drag.cancel();
    this.#data.stop();
  }

  protected override forget(): void {
    this.#drag.cancel();
    this.#hand.cancel();
    this.#data.clear();
    this.#pipelines = undefined;
    this.#granted = [];
    this.#owners = new Map();
    this.#settings = undefined;
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const news = changes.filter((change) => this.#data.isNews(change));
    if (news.some((change) => change?.type !== 'deals') && this.active) void this.#loadPipelines(this.active);
    if (news.length > 0) void this.#data.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('pipelineId') && changes.get('pipelineId') !== undefined) this.#showPipeline();
    if (!this.#refocus) return;
    const card = this.renderRoot.querySelector<HTMLElement>(`.card[data-id="${CSS.escape(this.#focused)}"]`);
    if (!card) return;
    this.#refocus = false;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Focus goes to a card, when it is drawn. */
  #goTo(id: string) {
    this.#focused = id;
    this.#refocus = true;
    this.requestUpdate();
  }

  protected override render() {
    const t = this.#words;
    const name = this.#pipelineName();
    return html`<section class="frame" part="frame" aria-label=${name ? `${t('board')}: ${name}` : t('board')} aria-busy=${this.#data.status === 'loading'}>
      ${this.#head()} ${this.#body()}
      <span class="unseen" id="how">${t('how')}</span>
      <span class="unseen" role="status">${this.#hand.said}</span>
      ${this.#lost.draw(t)} ${this.#settings?.draw(this.language) ?? nothing}
    </section>`;
  }

  #pipelineName() {
    return this.#data.name || this.#pipelines?.find(({ id }) => id === this.#shownId)?.name || '';
  }

  #head() {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#data.status === 'ready' && this.#data.error !== undefined);
    const first = this.#data.columns.find(({ kind }) => kind === 'open');
    return html`<header class="head" part="head">
      ${this.#choice()}
      <span class="space"></span>
      ${staleBadge(stale, t)}
      ${
        this.#data.status === 'ready' && !this.#mayWrite
          ? html`<span class="badge calm" part="view-only" title=${t('viewOnlyWhy')}>${icon(Eye)} ${t('viewOnly')}</span>`
          : nothing
      }
      ${
        this.#granted.includes('pipelines.manage')
          ? html`<button class="button quiet tool" type="button" aria-label=${t('stages')} title=${t('stages')} @click=${this.#openSettings}>${icon(Settings2)}</button>`
          : nothing
      }
      ${
        this.#mayWrite && first
          ? html`<button class="button start ${this.#form.stageId ? '' : 'primary'}" type="button" @click=${() => this.#openForm(first.id)}>${icon(Plus)} ${t('newDeal')}</button>`
          : nothing
      }
    </header>`;
  }

  #choice() {
    const t = this.#words;
    const pipelines = this.#pipelines ?? [];
    if (pipelines.length < 2) return html`<h2 class="pipeline" part="pipeline">${this.#pipelineName()}</h2>`;
    return html`<h2 class="unseen">${this.#pipelineName()}</h2>
    <select class="field pipeline" part="pipeline" aria-label=${t('pipeline')} @change=${(event: Event) => {
      if (event.currentTarget instanceof HTMLSelectElement) this.pipelineId = event.currentTarget.value;
    }}>
      ${repeat(
        pipelines,
        ({ id }) => id,
        ({ id, name }) => html`<option value=${id} ?selected=${id === this.#shownId}>${name}</option>`,
      )}
    </select>`;
  }

  #body() {
    const t = this.#words;
    const { status } = this.#data;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    if (this.#failure !== undefined && status !== 'ready') return errorState(this.#failure, t, () => this.load());
    if (status === 'failed') return errorState(this.#data.error, t, () => void this.#data.refresh());
    if (status === 'missing') return emptyState(Columns3, t('missing'), t('missingDo'));
    if (this.#pipelines?.length === 0 && !this.pipelineId)
      return emptyState(Columns3, t('noPipeline'), t('noPipelineDo'));
    if (status !== 'ready') return html`<div class="columns">${ghostColumns(ghosts)}</div>`;
    return this.#columns();
  }

  #columns() {
    const { columns, lifted } = this.#hand;
    const cards = columns.flatMap(({ deals }) => deals);
    const first = cards.some(({ id }) => id === this.#focused) ? this.#focused : (cards[0]?.id ?? '');
    return html`<div
      class="columns ${lifted ? 'carrying' : ''}"
      @pointerdown=${this.#onPointerDown}
      @touchmove=${this.#drag.onTouchMove}
      @keydown=${this.#onKey}
      @keyup=${this.#onKeyUp}
      @click=${this.#onClick}
      @focusin=${this.#onFocus}
    >
      ${repeat(
        columns,
        ({ id }) => id,
        (column) =>
          stageColumn({
            column,
            first,
            lifted,
            t: this.#words,
            language: this.language,
            mayWrite: this.#mayWrite,
            more: this.#data.more.get(column.id),
            form: column.id === this.#form.stageId ? this.#form.draw(column.name, this.#words) : nothing,
            ownerOf: (id) => (id === null ? undefined : this.#owners.get(id)),
            add: () => void this.#openForm(column.id),
            loadMore: () => void this.#data.loadMore(column.id),
          }),
      )}
    </div>`;
  }

  async #openForm(stageId: string) {
    const currency = this.#data.columns.flatMap(({ sums }) => sums).sort((one, other) => other.count - one.count)[0];
    this.#form.open(stageId, currency?.currency);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.new input')?.focus();
  }

  readonly #openSettings = async () => {
    const { SettingsDesk } = await import('./settings-desk.ts');
    const session = this.active;
    if (!session) return;
    this.#settings = new SettingsDesk({
      client: clientOf(session),
      pipelineId: this.#shownId,
      changed: this.#render,
      show: (id) => {
        this.pipelineId = id;
      },
      closed: () => {
        this.#settings = undefined;
        this.requestUpdate();
        void this.#loadPipelines(session);
        void this.#data.refresh();
      },
    });
    this.requestUpdate();
  };

  readonly #onPointerDown = (event: PointerEvent) => {
    if (this.#hand.byKeys) this.#hand.cancel();
    this.#drag.onPointerDown(event);
  };

  readonly #onFocus = (event: Event) => {
    this.#focused = cardIdAt(event) ?? this.#focused;
  };

  readonly #onClick = (event: Event) => {
    const id = cardIdAt(event);
    if (id) openRecord(this, { type: 'deal', id });
  };

  /** A button is pressed when Space comes up: not while it lifts and drops. */
  readonly #onKeyUp = (event: KeyboardEvent) => {
    if (event.key === ' ' && cardIdAt(event)) event.preventDefault();
  };

  readonly #onKey = (event: KeyboardEvent) => {
    const id = cardIdAt(event);
    if (!id || event.altKey || event.ctrlKey || event.metaKey) return;
    const { key } = event;
    const carrying = this.#hand.byKeys;
    const mine = key === ' ' || boardKeys.includes(key) || (carrying && (key === 'Enter' || key === 'Escape'));
    if (!mine) return;
    event.preventDefault();
    event.stopPropagation();
    if (!carrying && key !== ' ') return this.#goTo(cardAfterKey(this.#hand.columns, id, key) ?? id);
    if (!carrying) {
      if (this.#mayWrite) this.#hand.lift(id, 'keys');
    } else if (key === ' ' || key === 'Enter') void this.#hand.drop();
    else if (key === 'Escape') this.#hand.cancel();
    else this.#hand.step(key);
    this.#goTo(id);
  };
}

/** The card that an event happened on. */
function cardIdAt(event: Event): string | undefined {
  const card = event
    .composedPath()
    .find((node): node is HTMLElement => node instanceof HTMLElement && node.matches('.card'));
  return card?.dataset['id'];
}
