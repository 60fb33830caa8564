// Owns the card of the account page that lists where somebody is signed in.
import { type AccountSession, createKithClient, unwrap } from '@kith/sdk';
import { fullTime, relativeTime } from '@kith/sdk/words';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import type { SignedIn } from './account.ts';
import { accountPageSheet } from './account-page.styles.ts';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import { pageSheet } from './page.styles.ts';
import { placeText } from './place-text.ts';
import type { WordKey } from './problems.ts';

/** `<kith-sessions>`: one line a session, each with an end of its own, and one for all others. */
export class KithSessions extends Attempt {
  static override styles = [
    ...[Attempt.styles].flat(),
    pageSheet,
    fieldSheet,
    accountPageSheet,
    css`
      ul {
        min-block-size: 44px;
        margin: 12px 0 0;
        padding: 0;
        list-style: none;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        align-items: center;
        min-block-size: 44px;
        padding-block: 6px;
        border-block-start: 1px solid var(--_line);
      }
      li > div {
        flex: 1 1 200px;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
      .place {
        color: var(--_ink-2);
        font-size: var(--_size-hint);
      }
      .here {
        color: var(--_good);
        font-size: var(--_size-hint);
        font-weight: 500;
      }
    `,
  ];
  static override properties: PropertyDeclarations = {
    person: { attribute: false },
    sessions: { state: true },
    said: { state: true },
  };

  declare person: SignedIn | undefined;
  declare private sessions: AccountSession[] | undefined;
  declare private said: WordKey | undefined;

  protected override firstUpdated(): void {
    void this.attempt(() => this.#load());
  }

  get #client() {
    if (!this.person) throw new Error('The card was drawn without a person');
    return createKithClient(this.person.session);
  }

  async #load() {
    this.sessions = (await unwrap(this.#client.GET('/v1/account/sessions'))).items;
  }

  #end(session: AccountSession) {
    this.said = undefined;
    void this.attempt(async () => {
      await unwrap(this.#client.DELETE('/v1/account/sessions/{id}', { params: { path: { id: session.id } } }));
      await this.#load();
      this.said = 'devicesEnded';
    });
  }

  #endOthers() {
    this.said = undefined;
    void this.attempt(async (account) => {
      await account.security.signOutOthers();
      await this.#load();
      this.said = 'signedOutOthers';
    });
  }

  protected override render() {
    const { t, sessions } = this;
    return html`<section class="card" aria-labelledby="devices-name">
      <div class="row">
        <div class="about">
          <h2 id="devices-name">${t('devices')}</h2>
          <p>${t('devicesRow')}</p>
        </div>
        <button class="button" type="button" ?disabled=${this.busy} @click=${() => this.#endOthers()}>
          ${t('signOutOthers')}
        </button>
      </div>
      <ul aria-busy=${sessions === undefined && this.busy} aria-labelledby="devices-name">
        ${sessions?.map((session) => this.#line(session))}
      </ul>
      <div role="status">${this.said ? html`<p class="done">${t(this.said)}</p>` : nothing}</div>
      ${this.problemText()}
    </section>`;
  }

  #line(session: AccountSession) {
    const { t, language } = this;
    const name = this.#nameOf(session);
    const when = html`<time datetime=${session.lastUsedAt} title=${fullTime(session.lastUsedAt, language)}>${t(
      'devicesUsed',
      { when: relativeTime(session.lastUsedAt, language) },
    )}</time>`;
    const place = placeText(session.place, t, language);
    const where = [place, session.address].map((part) => (part ? `${part} · ` : ''));
    return html`<li>
      <div>
        ${name}
        <div class="place">${where}${when}</div>
      </div>
      ${
        session.current
          ? html`<span class="here">${t('devicesHere')}</span>`
          : html`<button
              class="button quiet"
              type="button"
              aria-label=${t('devicesEndName', { device: name })}
              ?disabled=${this.busy}
              @click=${() => this.#end(session)}
            >
              ${t('devicesEnd')}
            </button>`
      }
    </li>`;
  }

  #nameOf({ device: { browser, system, kind } }: AccountSession): string {
    const { t } = this;
    const known = browser && system ? t('devicesOn', { browser, system }) : (browser ?? system);
    const name = known ?? t('devicesUnknown');
    return kind === 'extension' ? t('devicesExtension', { device: name }) : name;
  }
}
