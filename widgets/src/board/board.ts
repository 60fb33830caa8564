// Owns <kith-board>: a pipeline's deals by stage, moved by pointer, finger and keys, kept live.
import type { LiveChange, LiveResource } from '@kith/sdk';
import { stageName } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { inputAttribute } from '../kit/attributes.ts';
import { avatarSheet } from '../kit/avatar.ts';
import { clientOf } from '../kit/client.ts';
import { dialogSheet } from '../kit/dialog.ts';
import { KithElement } from '../kit/kith-element.ts';
import { spokenPipelines } from '../kit/spoken-pipelines.ts';
import { stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { showToast } from '../kit/toast.ts';
import { boardSheet } from './board.styles.ts';
import { BoardContext } from './board-context.ts';
import { BoardData } from './board-data.ts';
import type { Given } from './board-reader.ts';
import { CardMoves } from './card-moves.ts';
import { columnsSheet } from './columns.styles.ts';
import { absence, boardColumns } from './columns.ts';
import { boardHead } from './head.ts';
import { NewDealForm } from './new-deal.ts';
import { SettingsDoor } from './settings-door.ts';
import { boardWords } from './words.ts';

/**
 * `<kith-board>`: the deals of a pipeline, one column a stage, kept live. Whoever may write deals moves cards by mouse, finger
 * (after a short rest) and keys, adds deals, and says why one was lost; whoever may not sees it read-only, and that it is.
 *
 * Keyboard: Tab enters the board, arrows go from card to card, Enter opens; Space lifts a card, arrows move it, Space drops it,
 * Esc puts it back.
 *
 * @attr pipeline-id id of the pipeline (default: the first).
 * @attr view id of a saved view of deals: only its deals are shown, counted and summed. Empty for all.
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
    view: inputAttribute,
    given: { attribute: false },
  };

  declare pipelineId: string;
  declare view: string;
  /** A filter that nobody saved, for pages that let people build one; it goes before `view`. */
  declare given: Given | undefined;

  readonly #render = () => this.requestUpdate();
  readonly #context = new BoardContext(this.#render);
  readonly #data = new BoardData(this.#render);
  readonly #moves = new CardMoves({
    element: this,
    data: this.#data,
    context: this.#context,
    changed: this.#render,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
  });
  readonly #form = new NewDealForm({
    client: () => this.active && clientOf(this.active),
    changed: this.#render,
    closed: () => this.renderRoot.querySelector<HTMLElement>('.button.start')?.focus(),
    created: (deal) => {
      this.#data.accept(deal);
      this.#moves.focus.goTo(deal.id);
      const text = this.#words('createdTold', { name: deal.name });
      const { language, active: session } = this;
      const onUndone = () => void this.#data.refresh();
      void showToast({ near: this, language, session, text, undoToken: deal.undoToken, onUndone });
    },
  });

  readonly #settings = new SettingsDoor({
    session: () => this.active,
    pipelineId: () => this.#shownId,
    changed: this.#render,
    show: (id) => {
      this.pipelineId = id;
    },
    closed: () => {
      void this.#readPipelines();
      void this.#data.refresh();
    },
  });

  constructor() {
    super();
    this.pipelineId = '';
    this.view = '';
  }

  /** A view that changes changes what is shown; a session that may not listen to views is not asked to. */
  protected override get resources(): readonly LiveResource[] {
    return this.view ? ['deals', 'pipelines', 'views'] : ['deals', 'pipelines'];
  }

  get #words() {
    return boardWords(this.language, this.respeak);
  }

  /** The pipeline on the board. */
  get #shownId() {
    return this.pipelineId || this.#context.pipelines?.[0]?.id || '';
  }

  protected override load(): void {
    if (!this.active) return;
    if (this.pipelineId) this.#show();
    void this.#readPipelines(true);
  }

  async #readPipelines(all = false) {
    const session = this.active;
    if (!session) return;
    const before = this.#shownId;
    await (all ? this.#context.load(session) : this.#context.loadPipelines(session));
    if (session !== this.active) return;
    if (this.#shownId !== before || this.#data.status === 'idle') this.#show();
    this.requestUpdate();
  }

  #show() {
    const { active: session, view: viewId, given } = this;
    const pipelineId = this.#shownId;
    if (!session || !pipelineId) return;
    void this.#data.load(clientOf(session), given ? { pipelineId, given } : { pipelineId, viewId });
  }

  protected override resume(): void {
    if (this.active && this.#context.pipelines === undefined) void this.#readPipelines();
    if (this.#data.status === 'idle') this.#show();
  }

  protected override pause(): void {
    this.#moves.drag.cancel();
    this.#data.stop();
  }

  protected override forget(): void {
    this.#moves.drag.cancel();
    this.#moves.hand.cancel();
    this.#data.clear();
    this.#context.forget();
    this.#settings.forget();
  }

  protected override changed(changes: readonly (LiveChange | null)[]): void {
    const news = changes.filter((change) => this.#data.isNews(change));
    if (news.some((change) => change === null || change.type === 'pipelines')) void this.#readPipelines();
    if (news.length > 0) void this.#data.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    const other = changes.has('pipelineId') || changes.has('view') || changes.has('given');
    if (other && this.#data.status !== 'idle') this.#show();
    this.#moves.focus.settle();
  }

  protected override render() {
    const t = this.#words;
    const name = stageName(this.#data.name || this.#context.nameOf(this.#shownId), this.language);
    return html`<section class="frame" part="frame" aria-label=${name ? `${t('board')}: ${name}` : t('board')} aria-busy=${this.#data.status === 'loading'}>
      ${this.#head(name)} ${this.#body()}
      <span class="unseen" id="how">${t('how')}</span>
      <span class="unseen" role="status">${this.#moves.hand.said}</span>
      ${this.#moves.drawQuestion(t)} ${this.#settings.draw(this.language)}
    </section>`;
  }

  #head(name: string) {
    const { granted, mayWrite, pipelines = [] } = this.#context;
    const { status, error, columns } = this.#data;
    return boardHead({
      pipelines: spokenPipelines(pipelines, this.language),
      id: this.#shownId,
      name,
      stale: this.live === 'down' || (status === 'ready' && error !== undefined),
      viewOnly: status === 'ready' && !mayWrite,
      mayManage: granted.includes('pipelines.manage'),
      first: mayWrite ? columns.find(({ kind }) => kind === 'open')?.id : undefined,
      primary: !this.#form.stageId && !this.given,
      t: this.#words,
      choose: (id) => {
        this.pipelineId = id;
      },
      openSettings: () => void this.#settings.open(),
      openForm: (stageId) => void this.#openForm(stageId),
    });
  }

  #body() {
    const { language, view, pipelineId } = this;
    const [data, context, moves, t] = [this.#data, this.#context, this.#moves, this.#words];
    return (
      this.noSession(t) ??
      absence({ data, context, view, pipelineId, t, load: () => this.load() }) ??
      boardColumns({
        data,
        context,
        moves,
        language,
        t,
        formIn: ({ id, name }) => (id === this.#form.stageId ? this.#form.draw(name, t) : nothing),
        openForm: (stageId) => void this.#openForm(stageId),
      })
    );
  }

  async #openForm(stageId: string) {
    const currency = this.#data.columns.flatMap(({ sums }) => sums).sort((one, other) => other.count - one.count)[0];
    this.#form.open(stageId, currency?.currency);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.new input')?.focus();
  }
}
