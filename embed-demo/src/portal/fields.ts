// Owns the fields that several forms have: an address, and a code of six digits.
import { html, type TemplateResult } from 'lit';
import type { PortalWords } from './words.ts';

interface EmailField {
  t: PortalWords;
  wrong: boolean;
  value?: string;
  label?: 'email' | 'newEmail';
}

/** Named `email`. The problem is described in `#problem`. */
export const emailField = ({ t, wrong, value = '', label = 'email' }: EmailField): TemplateResult => html`<div>
  <label for="email">${t(label)}</label>
  <input
    class="field"
    id="email"
    name="email"
    type="email"
    autocomplete=${label === 'email' ? 'username' : 'email'}
    inputmode="email"
    autocapitalize="off"
    spellcheck="false"
    value=${value}
    aria-invalid=${wrong}
    aria-describedby="problem"
  />
</div>`;

/** Named `code`. The problem is described in `#problem`. */
export const codeField = (t: PortalWords, wrong: boolean): TemplateResult => html`<div>
  <label for="code">${t('code')}</label>
  <input
    class="field code"
    id="code"
    name="code"
    type="text"
    inputmode="numeric"
    autocomplete="one-time-code"
    autocapitalize="off"
    spellcheck="false"
    maxlength="16"
    aria-invalid=${wrong}
    aria-describedby="problem"
  />
</div>`;

/** Named `recovery`. The problem is described in `#problem`. */
export const recoveryField = (t: PortalWords, wrong: boolean): TemplateResult => html`<div>
  <label for="recovery">${t('recoveryCode')}</label>
  <input
    class="field code"
    id="recovery"
    name="recovery"
    type="text"
    autocomplete="off"
    autocapitalize="off"
    spellcheck="false"
    maxlength="32"
    aria-invalid=${wrong}
    aria-describedby="problem"
  />
</div>`;

/** The code as Auth wants it: people paste it with spaces. */
export const digitsOf = (text: string): string => text.replace(/\D/g, '');
