// Owns what the pages before the door share: the frame, the languages, and the way from one to the next.
import { html, type TemplateResult } from 'lit';
import type { Arrival } from './account.ts';
import { Attempt } from './attempt.ts';
import { fieldSheet } from './field.styles.ts';
import { signInSheet } from './sign-in.styles.ts';

/** Pages of those who are not signed in. */
export type GateName = 'signIn' | 'password' | 'code';

/** What a page before the door tells the portal when somebody came through. */
export interface Arrived {
  arrival: Arrival;
  /** True when a new password is what they came for. */
  choosePassword?: boolean;
}

interface Frame {
  title: string;
  lead: string;
  form: TemplateResult;
  /** Other ways, under the form. */
  others: TemplateResult;
}

/**
 * Base of the pages before the door.
 * @fires kith-arrived - `detail` is `Arrived`. @fires kith-gate - `detail.gate` is the page to show, `detail.email` what was typed.
 * @fires kith-language - `detail.language` was chosen.
 */
export class Gate extends Attempt {
  static override styles = [...[Attempt.styles].flat(), fieldSheet, signInSheet];

  protected arrived(detail: Arrived): void {
    this.tell<Arrived>('kith-arrived', detail);
  }

  protected go(gate: GateName): void {
    const typed = this.renderRoot.querySelector<HTMLInputElement>('#email')?.value.trim();
    this.tell('kith-gate', { gate, email: typed ?? this.email });
  }

  protected frame({ title, lead, form, others }: Frame): TemplateResult {
    return html`<main>
      <div class="brand">
        <img src="/icon.svg" alt="" />
        <h1>${title}</h1>
        <p role="status">${lead}</p>
      </div>
      <slot></slot>
      ${form}
      <div class="other">${others}</div>
      <div class="languages" role="group" aria-label=${this.t('language')}>
        ${this.#languageButton('en', 'English')} ${this.#languageButton('ru', 'Русский')}
      </div>
    </main>`;
  }

  protected quietButton(name: string, onClick: () => void): TemplateResult {
    return html`<button class="button quiet" type="button" ?disabled=${this.busy} @click=${onClick}>${name}</button>`;
  }

  #languageButton(language: 'en' | 'ru', name: string) {
    return html`<button
      class="button quiet"
      type="button"
      lang=${language}
      aria-pressed=${this.language === language}
      @click=${() => this.tell('kith-language', { language })}
    >
      ${name}
    </button>`;
  }
}
