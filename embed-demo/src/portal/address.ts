// Owns the address of the page: what it names, and what the link of a mail left in it.
import { noticeOfLink, problemOfLink } from './link-notice.ts';
import { type MailLink, readMailLink } from './mail-link.ts';
import type { Notice } from './notice.ts';
import { linkedMark } from './providers.ts';
import { accountHash, newPasswordHash, type Route, routeOf } from './route.ts';

export class Address {
  route: Route;
  #link: MailLink | undefined;
  readonly #changed: () => void;

  /** Reads the link before supabase-js sees it: what only informs is taken out of the address. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#link = readMailLink(new URL(location.href));
    if (this.told) history.replaceState(null, '', location.pathname);
    this.route = routeOf(location.hash);
  }

  /** What a link says that gave no session; undefined for none. */
  get told(): Notice | undefined {
    return this.#link && noticeOfLink(this.#link);
  }

  /** Somebody went on. */
  turn(): void {
    this.route = routeOf(location.hash);
    this.#changed();
  }

  /** Names a view in the address without a step in the history. */
  goTo(hash: string): void {
    history.replaceState(null, '', location.pathname + hash);
    this.route = routeOf(hash);
    this.#changed();
  }

  /**
   * Goes where the link of a mail leads. Once supabase-js has taken its tokens, none stay in the address.
   * @param arrived whether they gave a session. @returns what there is to say of it.
   */
  followLink(arrived: boolean): Notice | undefined {
    const link = this.#link;
    this.#link = undefined;
    if (link?.kind !== 'session') return undefined;
    this.goTo(arrived ? (leads.get(link.type) ?? '') : '');
    return arrived ? news.get(link.type) : problemOfLink('no_session');
  }
}

/** Where links lead, and what is said there, by what they are for. */
const leads = new Map([
  ['recovery', newPasswordHash],
  [linkedMark, accountHash],
]);
const news = new Map<string, Notice>([
  ['email_change', { key: 'emailMoved', values: {}, bad: false }],
  [linkedMark, { key: 'waysLinked', values: {}, bad: false }],
]);
