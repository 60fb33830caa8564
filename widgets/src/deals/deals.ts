// Owns <kith-deals>: the deals of a person or a company, kept live.
import { type DealListItem, type KithClient, type LiveResource, unwrap } from '@kith/sdk';
import { moneyText, stageName } from '@kith/sdk/words';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { CircleCheck, CircleX } from 'lucide';
import { textAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { Feed, type FetchPage } from '../kit/feed.ts';
import { feedState } from '../kit/feed-state.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { moreButton } from '../kit/more-button.ts';
import { openRecord, type RecordRef, recordOf } from '../kit/record.ts';
import { staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { dealsSheet } from './deals.styles.ts';
import { dealsWords } from './words.ts';

const pageSize = 10;

/** Deals of a person or a company, the newest first. */
const dealsOf =
  (client: KithClient, { type, id }: RecordRef): FetchPage<DealListItem> =>
  ({ limit, cursor, signal }) => {
    const whose = type === 'company' ? { companyId: id } : { contactId: id };
    const query = { ...whose, limit, ...(cursor ? { cursor } : {}) };
    return unwrap(client.GET('/v1/deals', { params: { query }, signal }));
  };

const ghost = html`<div class="wait" aria-hidden="true"><span class="skeleton bar"></span></div>`;

/**
 * `<kith-deals>`: the deals of a person or a company with stage and amount, the newest first, kept live.
 *
 * @attr record whose deals: `contact:<id>` or `company:<id>`.
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for less space.
 *
 * @fires kith-open - a deal is to be opened; `detail.type` is `deal`, `detail.id` its id. Bubbles, composed.
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart deal - one deal. @csspart name - its name. @csspart stage - its stage.
 * @csspart amount - its amount. @csspart more - the button for the next deals. @csspart empty - what stands for no deals.
 * @csspart error - an error. @csspart retry - its button. @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-deals-height=auto] - height. @cssprop --kith-surface - background. @cssprop --kith-sunken - hover and stage.
 * @cssprop --kith-ink - text. @cssprop --kith-ink-2 - stage. @cssprop --kith-ink-3 - hints. @cssprop --kith-line - hairlines.
 * @cssprop --kith-accent - focus. @cssprop --kith-font - font family. @cssprop --kith-radius-card - corner of the card.
 */
export class KithDeals extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, dealsSheet];
  static override properties: PropertyDeclarations = { record: textAttribute };

  declare record: string;

  protected override readonly resources: readonly LiveResource[] = ['deals', 'pipelines'];
  readonly #feed = new Feed<DealListItem>(() => this.requestUpdate());

  constructor() {
    super();
    this.record = '';
  }

  protected override load(): void {
    const record = recordOf(this.record);
    this.#feed.clear();
    if (!this.active || !record || record.type === 'deal') return;
    void this.#feed.load(dealsOf(clientOf(this.active), record), { pageSize, keep: false });
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.has('record') && changes.get('record') !== undefined && this.active) this.load();
  }

  get #words() {
    return dealsWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    return html`<section class="frame" part="frame" aria-label=${t('deals')} aria-busy=${this.#feed.busy}>
      ${staleBadge(stale, t)} ${this.#content()}
    </section>`;
  }

  #content() {
    const t = this.#words;
    const { items, more } = this.#feed;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    const state = feedState(this.#feed, t, ghost);
    if (state) return state;
    if (items.length === 0) return html`<p class="none" part="empty">${t('none')} <span>${t('noneDo')}</span></p>`;
    return html`<ul>
        ${repeat(
          items,
          ({ id }) => id,
          (deal) => this.#deal(deal),
        )}
      </ul>
      ${moreButton(more, t, () => void this.#feed.loadMore())}`;
  }

  #deal({ id, name, stage, amount, currency, wonAt, lostAt }: DealListItem) {
    return html`<li>
      <button class="deal" part="deal" type="button" @click=${() => openRecord(this, { type: 'deal', id })}>
        <span class="name" part="name">${name}</span>
        <span class="stage ${wonAt ? 'good' : lostAt ? 'bad' : ''}" part="stage">${wonAt ? icon(CircleCheck) : lostAt ? icon(CircleX) : nothing} ${stageName(stage.name, this.language)}</span>
        <span class="amount" part="amount">${amount === null || currency === null ? nothing : moneyText(amount, currency, this.language)}</span>
      </button>
    </li>`;
  }
}
