// Owns <kith-tags>: the settings view of the organization's tags.
import { type LiveResource, type Tag, unwrap } from '@kith/sdk';
import { html, nothing, type PropertyDeclarations, type PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Merge, Pencil, Search, Tags, Trash2 } from 'lucide';
import { inputAttribute } from '../kit/attributes.ts';
import { clientOf } from '../kit/client.ts';
import { Feed, type PageRequest } from '../kit/feed.ts';
import { icon } from '../kit/icons.ts';
import { KithElement } from '../kit/kith-element.ts';
import { moreButton } from '../kit/more-button.ts';
import type { KithSession } from '../kit/session.ts';
import { emptyState, errorState, staleBadge, stateSheet } from '../kit/states.ts';
import { controlSheet, frameSheet, tokenSheet } from '../kit/theme.ts';
import { permissionsOf } from '../kit/who.ts';
import { TagDesk } from './tag-desk.ts';
import { tagsSheet } from './tags.styles.ts';
import { tagsWords } from './words.ts';

/** Wait after a key before searching, in milliseconds. */
const typingMs = 200;

/**
 * `<kith-tags>`: the organization's tags by name, with how many records have each, kept live. Owners and admins rename, merge and
 * delete them; each can be undone. Renaming onto the name of another tag asks whether to merge the two.
 *
 * @attr search text to search for: part of a name.
 * @attr limit rows a page, 1 to 200 (default 50).
 * @attr theme `light`, `dark` or `auto` (default: the page's `color-scheme`).
 * @attr lang `en` or `ru` (default: the nearest `lang` above, then the browser's).
 * @attr density `dense` for lower rows.
 *
 * @fires kith-session - asks for a session when the `session` property is not set.
 *
 * @csspart frame - the card around everything. @csspart search - the search field. @csspart list - the tags. @csspart row - one of them.
 * @csspart rename - the button that opens the form of a new name. @csspart merge - the one that opens the form of a merge. @csspart delete - the one that deletes.
 * @csspart form - the form that is open. @csspart save - its button. @csspart more - the button for the next rows.
 * @csspart empty - what stands for nothing. @csspart error - an error. @csspart retry - its button.
 * @csspart stale - the badge while live changes are not coming.
 *
 * @cssprop [--kith-tags-height=480px] - height, the same before and after the data.
 */
export class KithTags extends KithElement {
  static override styles = [tokenSheet, controlSheet, frameSheet, stateSheet, tagsSheet];
  static override properties: PropertyDeclarations = { search: inputAttribute, limit: { type: Number } };

  declare search: string;
  declare limit: number;

  protected override readonly resources: readonly LiveResource[] = ['tags', 'contacts', 'companies', 'deals'];
  #typing: ReturnType<typeof setTimeout> | undefined;
  #manages = false;
  readonly #feed = new Feed<Tag>(() => {
    this.#desk.rebase(this.#feed.items);
    this.requestUpdate();
  });
  readonly #desk = new TagDesk({
    element: this,
    session: () => this.active,
    language: () => this.language,
    words: () => this.#words,
    changed: () => this.requestUpdate(),
    saved: () => void this.#feed.refresh(),
  });

  constructor() {
    super();
    this.search = '';
    this.limit = 50;
  }

  protected override load(keep = false): void {
    clearTimeout(this.#typing);
    const session = this.active;
    if (!session) return;
    void this.#learnRights(session);
    const search = this.search.trim().slice(0, 60);
    const fetchPage = ({ limit, cursor, signal }: PageRequest) => {
      const query = { limit, ...(cursor ? { cursor } : {}), ...(search ? { search } : {}) };
      return unwrap(clientOf(session).GET('/v1/tags', { params: { query }, signal }));
    };
    const pageSize = Math.min(200, Math.max(1, Math.trunc(this.limit) || 50));
    void this.#feed.load(fetchPage, { pageSize, keep });
  }

  async #learnRights(session: KithSession) {
    const granted = await permissionsOf(session).catch((): readonly string[] => []);
    this.#manages = granted.includes('tags.manage');
    this.requestUpdate();
  }

  protected override resume(): void {
    if (this.#feed.status === 'idle') this.load();
  }

  protected override pause(): void {
    clearTimeout(this.#typing);
    this.#feed.stop();
  }

  protected override forget(): void {
    this.#feed.clear();
    this.#desk.close();
    this.#manages = false;
  }

  protected override changed(): void {
    void this.#feed.refresh();
  }

  protected override updated(changes: PropertyValues<this>): void {
    super.updated(changes);
    if (changes.get('limit') !== undefined) this.load(true);
    if (changes.get('search') !== undefined) {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.load(true), typingMs);
    }
    this.#desk.focusForm();
  }

  get #words() {
    return tagsWords(this.language, this.respeak);
  }

  protected override render() {
    const t = this.#words;
    const stale = this.live === 'down' || (this.#feed.status === 'ready' && this.#feed.error !== undefined);
    return html`<section class="frame" part="frame" aria-label=${t('tags')}>
      <div class="head">
        <div class="search">
          ${icon(Search)}
          <input class="field" part="search" type="search" autocomplete="off" spellcheck="false" maxlength="60"
            aria-label=${t('searchLabel')} placeholder=${t('searchHint')} .value=${this.search}
            @input=${(event: InputEvent & { currentTarget: HTMLInputElement }) => {
              this.search = event.currentTarget.value;
            }} />
        </div>
        ${staleBadge(stale, t)}
      </div>
      <div class="body" aria-busy=${this.#feed.busy}>${this.#body()}</div>
      <span class="unseen" role="status">${this.#feed.status === 'ready' ? t('found', { count: this.#feed.items.length }) : nothing}</span>
    </section>`;
  }

  #body() {
    const t = this.#words;
    const noSession = this.noSession(t);
    if (noSession) return noSession;
    const { status, items, error, more } = this.#feed;
    if (status === 'failed') return errorState(error, t, () => void this.#feed.refresh());
    if (status !== 'ready') return ghosts;
    const opened = this.#desk.opened?.tag.id;
    // What somebody writes stays, also when its tag has left the list.
    const apart = opened !== undefined && !items.some(({ id }) => id === opened) ? this.#desk.form() : nothing;
    if (items.length === 0) {
      const search = this.search.trim();
      const empty =
        search === ''
          ? emptyState(Tags, t('none'), t('noneDo'))
          : emptyState(Search, t('noMatch', { search }), t('noMatchDo'));
      return html`${apart} ${empty}`;
    }
    return html`${apart}
      <ul class="list" part="list" aria-label=${t('tags')}>${repeat(
        items,
        ({ id }) => id,
        (tag) => html`<li>${tag.id === opened ? this.#desk.form() : this.#row(tag)}</li>`,
      )}</ul>
      ${moreButton(more, t, () => void this.#feed.loadMore())}`;
  }

  #row(tag: Tag) {
    const t = this.#words;
    const { id, name } = tag;
    return html`<div class="row" part="row" data-id=${id}>
      <span class="what"><span class="chip">${name}</span> <span class="uses">${this.#uses(tag)}</span></span>
      ${
        this.#manages
          ? html`<button class="bare" part="rename" type="button" data-task="rename" title=${t('rename')} aria-label=${t('renameName', { name })}
                @click=${() => this.#desk.open(tag, 'rename')}>${icon(Pencil)}</button>
              <button class="bare" part="merge" type="button" data-task="merge" title=${t('merge')} aria-label=${t('mergeName', { name })}
                @click=${() => this.#desk.open(tag, 'merge')}>${icon(Merge)}</button>
              <button class="bare" part="delete" type="button" title=${t('delete')} aria-label=${t('deleteName', { name })}
                @click=${() => void this.#desk.remove(tag)}>${icon(Trash2)}</button>`
          : nothing
      }
    </div>`;
  }

  #uses({ uses }: Tag): string {
    const t = this.#words;
    const parts = [
      ...(uses.contacts > 0 ? [t('people', { count: uses.contacts })] : []),
      ...(uses.companies > 0 ? [t('companies', { count: uses.companies })] : []),
      ...(uses.deals > 0 ? [t('deals', { count: uses.deals })] : []),
    ];
    return parts.length > 0 ? parts.join(' · ') : t('unused');
  }
}

const ghosts = html`<ul class="list" aria-hidden="true">
  ${Array.from({ length: 6 }, () => html`<li class="row ghost"><span class="skeleton bar"></span></li>`)}
</ul>`;
