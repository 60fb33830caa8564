// Owns the card of the account page that lists by what somebody gets in: the address, and accounts at other providers.
import { fullTime, relativeTime } from '@kith/sdk/words';
import type { UserIdentity } from '@supabase/supabase-js';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import { accountPageSheet } from './account-page.styles.ts';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import { pageSheet } from './page.styles.ts';

/** `<kith-ways-in>`: one line a way, each but the last with an end of its own, and a button for each provider that is not linked. */
export class KithWaysIn extends Attempt {
  static override styles = [
    ...[Attempt.styles].flat(),
    pageSheet,
    fieldSheet,
    accountPageSheet,
    css`
      ul {
        margin: 12px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        padding-block: 6px;
        border-block-start: 1px solid var(--_line);
      }
      li .row {
        min-block-size: 44px;
      }
      .detail {
        color: var(--_ink-2);
        font-size: var(--_size-hint);
      }
      .question {
        padding-block: 8px;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    ways: { state: true },
    asked: { state: true },
    unlinked: { state: true },
  };

  declare private ways: readonly UserIdentity[] | undefined;
  /** The way that is about to be removed. */
  declare private asked: UserIdentity | undefined;
  /** Name of the way that was just removed. */
  declare private unlinked: string | undefined;

  protected override firstUpdated(): void {
    void this.attempt(async (account) => {
      await account.providers.load();
      await this.#load();
    });
  }

  async #load() {
    this.ways = await this.account?.security.waysIn();
  }

  #nameOf({ provider }: UserIdentity): string {
    if (provider === 'email') return this.t('waysEmail');
    const bare = provider.replace(/^custom:/, '');
    return this.account?.providers.list.find(({ name }) => name === bare)?.label ?? bare;
  }

  #link(name: string) {
    this.unlinked = undefined;
    void this.attempt((account) => account.providers.link(name));
  }

  async #ask(way: UserIdentity) {
    this.asked = way;
    this.unlinked = undefined;
    this.problem = undefined;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.question .quiet')?.focus();
  }

  async #keep() {
    this.asked = undefined;
    await this.#focusHeading();
  }

  #remove(way: UserIdentity) {
    void this.attempt(async (account) => {
      await account.security.removeWayIn(way);
      this.asked = undefined;
      this.unlinked = this.#nameOf(way);
      await this.#load();
      await this.#focusHeading();
    });
  }

  /** What had the focus is gone. */
  async #focusHeading() {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  protected override render() {
    const { t, ways } = this;
    const offered = this.account?.providers.list ?? [];
    // Without other providers there is nothing to choose.
    if (!ways || (offered.length === 0 && ways.length < 2)) return nothing;
    const linked = ways.map(({ provider }) => provider.replace(/^custom:/, ''));
    return html`<section class="card" aria-labelledby="ways-name">
      <div class="row">
        <div class="about">
          <h2 id="ways-name" tabindex="-1">${t('ways')}</h2>
          <p>${t('waysRow')}</p>
        </div>
        ${offered
          .filter(({ name }) => !linked.includes(name))
          .map(
            ({ name, label }) =>
              html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => this.#link(name)}>
                ${t('waysLink', { provider: label })}
              </button>`,
          )}
      </div>
      <ul aria-labelledby="ways-name">
        ${ways.map((way) => html`<li>${this.#line(way, ways.length > 1)}</li>`)}
      </ul>
      <div role="status">
        ${this.unlinked ? html`<p class="done">${t('waysUnlinked', { provider: this.unlinked })}</p>` : nothing}
      </div>
      ${this.asked ? nothing : this.problemText()}
    </section>`;
  }

  #line(way: UserIdentity, removable: boolean) {
    const { t } = this;
    const name = this.#nameOf(way);
    const address: unknown = way.identity_data?.['email'];
    if (this.asked === way) return this.#question(way, name);
    return html`<div class="row">
      <div class="about">
        <div>${name}</div>
        <div class="detail">${typeof address === 'string' ? address : nothing}${this.#lastUse(way)}</div>
      </div>
      ${
        removable && way.provider !== 'email'
          ? html`<button class="button quiet" type="button" ?disabled=${this.busy} @click=${() => void this.#ask(way)}>
              ${t('waysUnlink', { provider: name })}
            </button>`
          : nothing
      }
      ${removable ? nothing : html`<span class="detail">${t('waysLast')}</span>`}
    </div>`;
  }

  /** The address is used by passwords, mails and codes, which note nothing here. */
  #lastUse({ provider, last_sign_in_at: used }: UserIdentity) {
    const { t, language } = this;
    if (!used || provider === 'email') return nothing;
    return html` · <time datetime=${used} title=${fullTime(used, language)}
      >${t('devicesUsed', { when: relativeTime(used, language) })}</time
    >`;
  }

  #question(way: UserIdentity, name: string) {
    const { t } = this;
    return html`<div class="question">
      <p role="alert">${t('waysUnlinkAsk', { provider: name })}</p>
      ${this.problemText()}
      <div class="buttons">
        <button class="button primary" type="button" ?disabled=${this.busy} @click=${() => this.#remove(way)}>
          ${t(this.busy ? 'working' : 'waysUnlink', { provider: name })}
        </button>
        <button class="button quiet" type="button" @click=${() => void this.#keep()}>${t('keep')}</button>
      </div>
    </div>`;
  }
}
