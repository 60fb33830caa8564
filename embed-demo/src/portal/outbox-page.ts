// Owns the page of mails that an install without a mail server kept.
import { KithError, type OutboxMail, unwrap } from '@kith/sdk';
import { fullTime, relativeTime } from '@kith/sdk/words';
import { emptyState, errorState, stateSheet } from '@kith/widgets/kit/states.ts';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { LockKeyhole, Mail, Send } from 'lucide';
import { pageSheet } from './page.styles.ts';
import { PersonPart } from './person-part.ts';

interface Outbox {
  items: OutboxMail[];
  /** Cursor of the next page. */
  nextCursor: string | null;
  sent: boolean;
}

const outboxSheet = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 16px;
    align-items: start;
    justify-content: space-between;
  }
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  details.card {
    padding: 0;
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
    align-items: baseline;
    min-block-size: 48px;
    padding: 12px 16px;
    box-sizing: border-box;
    border-radius: var(--_radius-card);
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  summary strong {
    flex: 1 1 220px;
    font-weight: 600;
  }
  .meta {
    color: var(--_ink-2);
    font-size: var(--_size-hint);
  }
  .text {
    margin: 0;
    padding: 12px 16px 16px;
    border-block-start: 1px solid var(--_line);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .text a {
    color: var(--_accent);
    text-decoration: underline;
  }
`;

/** `<kith-outbox-page>`: each mail with its text, whose links can be followed. */
export class KithOutboxPage extends PersonPart {
  static override styles = [...[PersonPart.styles].flat(), stateSheet, pageSheet, outboxSheet];
  static override properties: PropertyDeclarations = {
    outbox: { state: true },
    problem: { state: true },
    busy: { state: true },
  };

  declare private outbox: Outbox | undefined;
  declare private problem: unknown;
  declare private busy: boolean;

  constructor() {
    super();
    this.busy = false;
  }

  protected override firstUpdated(): void {
    void this.#load();
  }

  /** @param cursor of a page that comes under the ones that are shown; left out: the first one, anew. */
  async #load(cursor?: string) {
    this.busy = true;
    this.problem = undefined;
    try {
      const query = cursor === undefined ? {} : { cursor };
      const page = await unwrap(this.client.GET('/v1/outbox', { params: { query } }));
      this.outbox = { ...page, items: [...(cursor ? (this.outbox?.items ?? []) : []), ...page.items] };
    } catch (error) {
      this.problem = error;
    }
    this.busy = false;
  }

  protected override render() {
    const { t } = this;
    return html`<div class="page">
      <div class="head">
        <h1>${t('outboxTitle')}</h1>
        <button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.#load()}>${t('outboxAgain')}</button>
      </div>
      ${this.outbox?.sent ? nothing : html`<p class="lead">${t('outboxLead')}</p>`}
      ${this.#mails()}
    </div>`;
  }

  #mails() {
    const { t, outbox, problem, language } = this;
    if (problem instanceof KithError && problem.code === 'forbidden') {
      return emptyState(LockKeyhole, t('outboxNot'), t('outboxNotDo'));
    }
    if (problem !== undefined) return errorState(problem, t, () => void this.#load());
    if (!outbox) return html`<div class="card" aria-busy="true">${t('loading')}</div>`;
    if (outbox.sent) return emptyState(Send, t('outboxSent'), t('outboxSentDo'));
    if (outbox.items.length === 0) return emptyState(Mail, t('outboxNone'), t('outboxNoneDo'));
    return html`<ul aria-label=${t('outboxTitle')}>
      ${repeat(
        outbox.items,
        ({ id }) => id,
        ({ to, subject, text, at }) => html`<li>
          <details class="card">
            <summary>
              <strong>${subject}</strong>
              <span class="meta">${t('outboxTo', { address: to })}</span>
              <time class="meta" datetime=${at} title=${fullTime(at, language)}>${relativeTime(at, language)}</time>
            </summary>
            <p class="text">${withLinks(text)}</p>
          </details>
        </li>`,
      )}
      </ul>
      ${this.#more(outbox.nextCursor)}`;
  }

  #more(next: string | null) {
    if (next === null) return nothing;
    return html`<button class="button quiet" type="button" ?disabled=${this.busy} @click=${() => void this.#load(next)}>
      ${this.t('showMore')}
    </button>`;
  }
}

/** A mail's text, whose addresses can be followed. Every second part is one. */
const withLinks = (text: string) =>
  text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, nth) => (nth % 2 === 1 ? html`<a href=${part} target="_blank" rel="noreferrer">${part}</a>` : part));
