// Owns the address of the page: what it names, and what the link of a mail left in it.
import { codeOf } from '@kith/widgets/kit/code-of.ts';
import type { Account } from './account.ts';
import { noticeOfLink, problemOfTrade } from './link-notice.ts';
import { type MailLink, readMailLink } from './mail-link.ts';
import type { Notice } from './notice.ts';
import { linkedMark } from './providers.ts';
import { accountHash, newPasswordHash, type Route, routeOf } from './route.ts';

export class Address {
  route: Route;
  #link: MailLink | undefined;
  readonly #changed: () => void;

  /** Reads the link and takes it out of the address: neither codes nor tokens stay in the history. */
  constructor(changed: () => void) {
    this.#changed = changed;
    this.#link = readMailLink(new URL(location.href));
    if (this.#link) history.replaceState(null, '', location.pathname);
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
   * Trades what the link of a mail left for a session, and goes where the link leads. @returns what there is to say of it.
   * @throws SignInError `unreachable`.
   */
  async followLink(account: Account): Promise<Notice | undefined> {
    const link = this.#link;
    this.#link = undefined;
    if (link?.kind !== 'code') return undefined;
    try {
      const { recovery } = await account.trade(link.code);
      const type = recovery ? 'recovery' : link.type;
      this.goTo(leads.get(type) ?? '');
      return news.get(type);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'unreachable') throw error;
      return problemOfTrade(code, link.type);
    }
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
