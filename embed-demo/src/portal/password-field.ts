// Owns a password's field: shown on demand, with a word when Caps Lock is on.
import { icon } from '@kith/widgets/kit/icons.ts';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { Eye, EyeOff, KeyRound } from 'lucide';
import type { PortalWords } from './words.ts';

interface Options {
  t: PortalWords;
  label: 'password' | 'newPassword';
  wrong: boolean;
  /** Fewest characters of a new one; null: not known. */
  least: number | null;
}

/** One for each form. Its input is named `password`; a `newPassword` comes with the rule for it. */
export class PasswordField {
  readonly #host: ReactiveControllerHost;
  #visible = false;
  #capsLock = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** @param isNew whether the password is being chosen rather than known. */
  render({ t, label, wrong, least }: Options, isNew: boolean): TemplateResult {
    return html`<div>
      <label for="password">${t(label)}</label>
      <div class="secret">
        <input
          class="field"
          id="password"
          name="password"
          type=${this.#visible ? 'text' : 'password'}
          autocomplete=${isNew ? 'new-password' : 'current-password'}
          aria-invalid=${wrong}
          aria-describedby="password-note problem"
          @keydown=${this.#watchCaps}
          @keyup=${this.#watchCaps}
        />
        <button class="eye" type="button" aria-label=${t(this.#visible ? 'hidePassword' : 'showPassword')} @click=${this.#turn}>
          ${icon(this.#visible ? EyeOff : Eye)}
        </button>
      </div>
      <div id="password-note" role="status">${this.#note(t, isNew ? least : null)}</div>
    </div>`;
  }

  #note(t: PortalWords, least: number | null) {
    if (this.#capsLock) return html`<p class="note hint warn">${icon(KeyRound)} ${t('capsLock')}</p>`;
    return least === null ? nothing : html`<p class="note hint">${t('passwordRule', { count: least })}</p>`;
  }

  #turn = () => {
    this.#visible = !this.#visible;
    this.#host.requestUpdate();
  };

  #watchCaps = (event: KeyboardEvent) => {
    this.#capsLock = event.getModifierState?.('CapsLock') ?? false;
    this.#host.requestUpdate();
  };
}
