// Owns the page that says how to load the extension, and shows the code that connects it.
import { createKithClient, unwrap } from '@kith/sdk';
import { css, html, nothing, type PropertyDeclarations } from 'lit';
import type { SignedIn } from './account.ts';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import { pageSheet } from './page.styles.ts';

/** `<kith-get-extension>`: three steps, and a code. */
export class KithGetExtension extends Attempt {
  static override styles = [
    ...[Attempt.styles].flat(),
    pageSheet,
    fieldSheet,
    css`
      .pair {
        display: grid;
        gap: 12px;
        justify-items: start;
      }
      .pair p,
      .pair h2 {
        margin: 0;
      }
      output {
        font: 600 24px / 1.4 ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
        letter-spacing: 0.08em;
        user-select: all;
      }
    `,
  ];
  static override properties: PropertyDeclarations = { person: { attribute: false }, code: { state: true } };

  declare person: SignedIn | undefined;
  declare private code: string | undefined;

  #show() {
    const { person } = this;
    if (!person) return;
    void this.attempt(async () => {
      const client = createKithClient(person.session);
      this.code = (await unwrap(client.POST('/v1/account/pairing-codes'))).code;
    });
  }

  #ask() {
    return html`${this.problemText()}
      <button class="button" type="button" ?disabled=${this.busy} @click=${() => this.#show()}>
        ${this.t(this.code ? 'pairAnew' : 'pairAsk')}
      </button>`;
  }

  protected override render() {
    const { t, code } = this;
    return html`<div class="page">
      <h1>${t('extensionTitle')}</h1>
      <p class="lead">${t('extensionLead')}</p>
      <ol class="steps card">
        <li>${t('step1')}</li>
        <li>${t('step2')}</li>
        <li>${t('step3', { address: location.origin })}</li>
      </ol>
      <section class="card pair" aria-labelledby="pair">
        <h2 id="pair">${t('pairTitle')}</h2>
        ${code ? html`<p>${t('pairLead')}</p><output aria-label=${t('pairCode')}>${code}</output>` : nothing}
        ${this.account?.pairing ? this.#ask() : html`<p>${t('pairNone')}</p>`}
      </section>
      <p class="hint">${t('firefox')}</p>
    </div>`;
  }
}
